"""A context built without the asset's key."""

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print(context.asset_key)

    def load_input(self, context: dg.InputContext) -> object: ...


if __name__ == "__main__":
    JsonFiles().handle_output(dg.build_output_context(), [40, 25])

"""An IO manager for assets, used by an op."""

import dagster as dg


class Printed(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print("store", context.asset_key.to_user_string())

    def load_input(self, context: dg.InputContext) -> None: ...


@dg.op
def count() -> int:
    return 2


@dg.job(resource_defs={"io_manager": Printed()})
def reports() -> None:
    count()


if __name__ == "__main__":
    reports.execute_in_process()

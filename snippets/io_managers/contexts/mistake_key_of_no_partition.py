"""An IO manager that expects each asset to have partitions."""

import dagster as dg


class Printed(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print("store", context.asset_partition_key)

    def load_input(self, context: dg.InputContext) -> None: ...


@dg.asset
def orders() -> int:
    return 40


if __name__ == "__main__":
    dg.materialize([orders], resources={"io_manager": Printed()})

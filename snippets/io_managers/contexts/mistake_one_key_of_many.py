"""An IO manager that expects to load one partition."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


class Printed(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> None:
        print("load", context.asset_partition_key)


@dg.asset(partitions_def=days)
def orders() -> int:
    return 40


@dg.asset
def revenue(orders: object) -> int:
    return 65


if __name__ == "__main__":
    dg.materialize(
        [orders, revenue],
        resources={"io_manager": Printed()},
        selection=[revenue],
    )

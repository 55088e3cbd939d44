"""The key of the run, where the key of the upstream asset is needed."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")
day_before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


class Printed(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> None:
        print("load", context.partition_key)
        # → load 2025-05-03


@dg.asset(partitions_def=days)
def orders() -> int:
    return 40


@dg.asset(
    partitions_def=days,
    ins={"orders": dg.AssetIn(partition_mapping=day_before)},
)
def growth(orders: object) -> int:
    return 15


if __name__ == "__main__":
    dg.materialize(
        [orders, growth],
        resources={"io_manager": Printed()},
        selection=[growth],
        partition_key="2025-05-03",
    )

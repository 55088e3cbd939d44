"""A key named in a mapping that the upstream asset does not have."""

import dagster as dg

days = dg.DailyPartitionsDefinition(start_date="2025-05-01")
before_may = dg.SpecificPartitionsPartitionMapping(["2025-04-30"])


@dg.asset(partitions_def=days)
def orders() -> None: ...


@dg.asset(deps=[dg.AssetDep(orders, partition_mapping=before_may)])
def report(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("orders"))
    # → []


if __name__ == "__main__":
    dg.materialize([orders, report], selection=[report])

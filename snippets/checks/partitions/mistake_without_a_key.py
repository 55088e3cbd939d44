"""A check that asks for a key, in a run that has none."""

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])


@dg.asset(partitions_def=shops)
def orders() -> None: ...


@dg.asset_check(asset=orders)
def is_open(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=context.partition_key == "paris")


if __name__ == "__main__":
    dg.materialize(
        [orders, is_open], selection=dg.AssetSelection.all_asset_checks()
    )

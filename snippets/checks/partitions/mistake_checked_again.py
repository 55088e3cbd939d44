"""A check of one key that should run again, without its asset."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])


@dg.asset(partitions_def=shops)
def orders() -> None: ...


@dg.asset_check(asset=orders, partitions_def=shops)
def is_open(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=context.partition_key == "paris")


if __name__ == "__main__":
    dg.materialize(
        [orders, is_open],
        selection=dg.AssetSelection.all_asset_checks(),
        partition_key="paris",
    )

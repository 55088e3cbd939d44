"""Check one partition of an asset, in the run that makes it."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])


@dg.asset(partitions_def=shops)
def orders() -> int:
    return 40


@dg.asset_check(asset=orders, partitions_def=shops)
def is_positive(orders: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=orders > 0)


if __name__ == "__main__":
    result = dg.materialize([orders, is_positive], partition_key="berlin")
    for check in result.get_asset_check_evaluations():
        print(check.check_name, check.partition, check.passed)
        # → is_positive berlin True

"""Check each partition of an asset, and keep a result for each."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])
amounts = {"berlin": -5, "paris": 40}


@dg.asset(partitions_def=shops)
def orders(context: dg.AssetExecutionContext) -> int:
    return amounts[context.partition_key]


@dg.asset_check(asset=orders, partitions_def=shops)
def is_positive(orders: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=orders > 0)


defs = dg.Definitions([orders], asset_checks=[is_positive])

if __name__ == "__main__":
    for shop in shops.get_partition_keys():
        result = dg.materialize([orders, is_positive], partition_key=shop)
        for check in result.get_asset_check_evaluations():
            print(check.partition, check.passed)
            # → berlin False
            # → paris True

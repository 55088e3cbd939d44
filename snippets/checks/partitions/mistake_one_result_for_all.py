"""A check whose result for Paris replaces that for Berlin."""

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])


@dg.asset(partitions_def=shops)
def orders() -> None: ...


@dg.asset_check(asset=orders)
def is_open(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=context.partition_key == "paris")


if __name__ == "__main__":
    for shop in shops.get_partition_keys():
        result = dg.materialize([orders, is_open], partition_key=shop)
        for check in result.get_asset_check_evaluations():
            print(shop, check.partition, check.passed)
            # → berlin None False
            # → paris None True

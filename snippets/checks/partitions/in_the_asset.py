"""Give a result for one partition from the asset itself."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])
lines = {"berlin": ["40", "n/a"], "paris": ["25"]}


# --8<-- [start:define]
@dg.asset(
    partitions_def=shops,
    check_specs=[
        dg.AssetCheckSpec("no_bad_line", asset="orders", partitions_def=shops)
    ],
)
def orders(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    good = [line.isdigit() for line in lines[context.partition_key]]
    check = dg.AssetCheckResult(passed=all(good))
    return dg.MaterializeResult(check_results=[check])


# --8<-- [end:define]
if __name__ == "__main__":
    for shop in shops.get_partition_keys():
        result = dg.materialize([orders], partition_key=shop)
        for check in result.get_asset_check_evaluations():
            print(check.partition, check.passed)
            # → berlin False
            # → paris True

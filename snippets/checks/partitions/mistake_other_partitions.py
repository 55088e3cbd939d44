"""A check whose partitions are not those of its asset."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])
open_shops = dg.StaticPartitionsDefinition(["paris"])


@dg.asset(partitions_def=shops)
def orders() -> None: ...


@dg.asset_check(asset=orders, partitions_def=open_shops)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


defs = dg.Definitions([orders], asset_checks=[not_empty])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

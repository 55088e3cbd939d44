"""A policy under its old name, which nothing looks at any more."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=DeprecationWarning)


@dg.asset(
    legacy_freshness_policy=dg.LegacyFreshnessPolicy(maximum_lag_minutes=60)
)
def prices() -> None: ...


defs = dg.Definitions(assets=[prices])

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(spec.freshness_policy)
    # → None

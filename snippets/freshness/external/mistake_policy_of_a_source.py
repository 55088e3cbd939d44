"""A policy on an observable source asset, which drops it."""

import warnings
from datetime import timedelta

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.observable_source_asset(freshness_policy=a_day)
def prices() -> dg.DataVersion:
    return dg.DataVersion("1")


defs = dg.Definitions(assets=[prices])

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(spec.freshness_policy)
    # → None

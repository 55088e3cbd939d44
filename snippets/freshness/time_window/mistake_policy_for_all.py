"""A policy for all assets, which replaces a stricter one."""

from datetime import timedelta

import dagster as dg

an_hour = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=1))
a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset(freshness_policy=an_hour)
def prices() -> None: ...


assets = dg.map_asset_specs(
    lambda spec: dg.apply_freshness_policy(spec, a_day), [prices]
)
defs = dg.Definitions(assets=assets)

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(spec.freshness_policy == an_hour, spec.freshness_policy == a_day)
    # → False True

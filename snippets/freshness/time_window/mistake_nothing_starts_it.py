"""A policy on an asset that nothing starts."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset(freshness_policy=a_day)
def orders() -> None: ...


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(defs.schedules, defs.sensors, spec.automation_condition)
    # → None None None

"""Before 1.11, a freshness policy was a number of minutes."""

import dagster as dg


@dg.asset(freshness_policy=dg.FreshnessPolicy(maximum_lag_minutes=60))
def orders() -> list[int]: ...

"""A number of minutes, as the policies of before took it."""

import dagster as dg


@dg.asset(freshness_policy=dg.FreshnessPolicy.time_window(fail_window=60))
def orders() -> None: ...

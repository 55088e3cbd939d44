"""The two windows in the order in which they pass, which is the wrong one."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(timedelta(hours=12), timedelta(hours=24))


@dg.asset(freshness_policy=a_day)
def orders() -> None: ...

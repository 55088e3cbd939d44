"""A city where the name of a time zone belongs."""

from datetime import timedelta

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *",
    lower_bound_delta=timedelta(hours=3),
    timezone="Berlin",
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...

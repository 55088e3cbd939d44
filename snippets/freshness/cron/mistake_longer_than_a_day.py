"""A window that is longer than from one deadline to the next."""

from datetime import timedelta

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *", lower_bound_delta=timedelta(hours=36)
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...

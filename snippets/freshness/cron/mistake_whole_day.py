"""A window of a whole day, in which the run of yesterday counts."""

from datetime import UTC, datetime, timedelta

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *", lower_bound_delta=timedelta(hours=24)
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...


defs = dg.Definitions(assets=[sales_report])

if __name__ == "__main__":
    nine = datetime(2026, 5, 5, 9, tzinfo=UTC)
    yesterday_at_ten = datetime(2026, 5, 4, 10, tzinfo=UTC)
    print(yesterday_at_ten >= nine - by_nine.lower_bound_delta)
    # → True

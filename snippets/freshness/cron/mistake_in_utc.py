"""A deadline without a time zone, which is in UTC."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *", lower_bound_delta=timedelta(hours=3)
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...


defs = dg.Definitions(assets=[sales_report])

if __name__ == "__main__":
    nine = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo(by_nine.timezone))
    print(nine.astimezone(ZoneInfo("Europe/Berlin")))
    # → 2026-05-04 11:00:00+02:00

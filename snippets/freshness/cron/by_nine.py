"""Have the sales report by nine in the morning in Berlin, every day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *",
    lower_bound_delta=timedelta(hours=3),
    timezone="Europe/Berlin",
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...


at_seven = dg.ScheduleDefinition(
    name="at_seven",
    cron_schedule="0 7 * * *",
    execution_timezone="Europe/Berlin",
    target=[sales_report],
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(assets=[sales_report], schedules=[at_seven])

if __name__ == "__main__":
    nine = datetime(2026, 5, 4, 9, tzinfo=ZoneInfo(by_nine.timezone))
    print("made from", nine - by_nine.lower_bound_delta)
    # → made from 2026-05-04 06:00:00+02:00

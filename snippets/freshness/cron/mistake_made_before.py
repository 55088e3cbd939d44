"""A schedule that makes the report before its window opens."""

from datetime import UTC, datetime, timedelta

import dagster as dg

by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *", lower_bound_delta=timedelta(hours=3)
)


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...


at_five = dg.ScheduleDefinition(
    name="at_five",
    cron_schedule="0 5 * * *",
    target=[sales_report],
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(assets=[sales_report], schedules=[at_five])

if __name__ == "__main__":
    nine = datetime(2026, 5, 4, 9, tzinfo=UTC)
    made = datetime(2026, 5, 4, 5, tzinfo=UTC)
    print(made >= nine - by_nine.lower_bound_delta)
    # → False

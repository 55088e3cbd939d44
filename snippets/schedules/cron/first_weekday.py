"""Run on the first weekday of each month, which one cron string cannot say."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def invoices() -> None: ...


# --8<-- [start:schedule]
@dg.schedule(target=[invoices], cron_schedule="0 6 1-3 * *")
def first_weekday(
    context: dg.ScheduleEvaluationContext,
) -> dg.RunRequest | dg.SkipReason:
    day = context.scheduled_execution_time
    is_first = day.weekday() < 5 and (day.day == 1 or day.weekday() == 0)
    if not is_first:
        return dg.SkipReason(f"{day:%a %b %d} is not the first weekday")
    return dg.RunRequest()


defs = dg.Definitions(assets=[invoices], schedules=[first_weekday])

if __name__ == "__main__":
    for day in (1, 2, 3):
        when = datetime(2025, 6, day, 6, tzinfo=UTC)
        with dg.build_schedule_context(
            scheduled_execution_time=when
        ) as context:
            tick = first_weekday.evaluate_tick(context)
        print(tick.skip_message or "runs")
        # → Sun Jun 01 is not the first weekday
        # → runs
        # → Tue Jun 03 is not the first weekday
# --8<-- [end:schedule]

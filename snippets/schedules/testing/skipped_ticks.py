"""Test on which days a schedule skips its tick."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def sales() -> None: ...


HOLIDAYS = {"2025-05-01", "2025-05-29"}


# --8<-- [start:test]
@dg.schedule(target=[sales], cron_schedule="0 20 * * *")
def after_closing(
    context: dg.ScheduleEvaluationContext,
) -> dg.RunRequest | dg.SkipReason:
    date = f"{context.scheduled_execution_time:%Y-%m-%d}"
    if date in HOLIDAYS:
        return dg.SkipReason(f"closed on {date}")
    return dg.RunRequest()


def skips(day: int) -> bool:
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, day, 20, tzinfo=UTC)
    ) as context:
        return not after_closing.evaluate_tick(context).run_requests


def test_holidays_are_skipped() -> None:
    assert [day for day in range(1, 32) if skips(day)] == [1, 29]


# --8<-- [end:test]
if __name__ == "__main__":
    test_holidays_are_skipped()

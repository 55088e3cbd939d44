"""Say how old the orders may be: a warning at 12 hours, late at 24."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(
    warn_window=timedelta(hours=12), fail_window=timedelta(hours=24)
)


@dg.asset(freshness_policy=a_day)
def orders() -> None: ...


every_night = dg.ScheduleDefinition(
    name="every_night",
    cron_schedule="0 2 * * *",
    target=[orders],
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

defs = dg.Definitions(assets=[orders], schedules=[every_night])

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(spec.key.to_user_string(), spec.freshness_policy == a_day)
    # → orders True

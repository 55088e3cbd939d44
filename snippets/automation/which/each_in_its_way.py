"""Start each asset of a shop in the way that fits it."""

from collections.abc import Iterator

import dagster as dg

inbox = ["returns_monday.csv"]


@dg.asset
def orders() -> None: ...


@dg.asset
def returns() -> None: ...


@dg.asset(
    deps=[orders, returns],
    automation_condition=dg.AutomationCondition.any_deps_updated(),
)
def revenue() -> None: ...


every_morning = dg.ScheduleDefinition(
    "every_morning", target=[orders], cron_schedule="0 6 * * *"
)


@dg.sensor(target=[returns])
def new_files() -> Iterator[dg.RunRequest]:
    for name in inbox:
        yield dg.RunRequest(run_key=name)


defs = dg.Definitions(
    assets=[orders, returns, revenue],
    schedules=[every_morning],
    sensors=[new_files],
)

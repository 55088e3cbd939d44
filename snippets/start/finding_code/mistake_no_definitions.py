"""A module without `Definitions`, of which Dagster takes the assets alone."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


nightly = dg.ScheduleDefinition(
    name="nightly", target=[orders], cron_schedule="0 2 * * *"
)

if __name__ == "__main__":
    print(nightly.name, "at", nightly.cron_schedule)
    # → nightly at 0 2 * * *

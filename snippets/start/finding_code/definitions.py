"""Name everything that Dagster loads, in one `Definitions` object."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


nightly = dg.ScheduleDefinition(
    name="nightly", target=[orders], cron_schedule="0 2 * * *"
)

defs = dg.Definitions(assets=[orders], schedules=[nightly])

if __name__ == "__main__":
    print(dg.materialize([orders]).output_for_node("orders"))
    # → [40, 25]

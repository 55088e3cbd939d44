"""List what starts runs by itself, and whether it is on at first."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None: ...


revenue_job = dg.define_asset_job("revenue_job", [revenue])


@dg.sensor(target=[orders], minimum_interval_seconds=600)
def new_orders() -> None: ...


@dg.asset_sensor(orders.key, job=revenue_job)
def after_orders() -> None: ...


each_night = dg.ScheduleDefinition(
    job=revenue_job,
    cron_schedule="0 3 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
defs = dg.Definitions(
    [orders, revenue],
    schedules=[each_night],
    sensors=[new_orders, after_orders],
)


# --8<-- [start:list]
def describe(it: dg.ScheduleDefinition | dg.SensorDefinition) -> str:
    if isinstance(it, dg.ScheduleDefinition):
        when = f"at {it.cron_schedule}"
    elif isinstance(it, dg.AssetSensorDefinition):
        when = f"after {it.asset_key.to_user_string()}"
    else:
        when = f"every {it.minimum_interval_seconds} seconds"
    return f"{it.name}: {it.default_status.value} {when}"


if __name__ == "__main__":
    found = defs.get_repository_def()
    for schedule in found.schedule_defs:
        print(describe(schedule))
        # → revenue_job_schedule: RUNNING at 0 3 * * *
    for sensor in found.sensor_defs:
        print(describe(sensor))
        # → after_orders: STOPPED after orders
        # → new_orders: STOPPED every 600 seconds
# --8<-- [end:list]

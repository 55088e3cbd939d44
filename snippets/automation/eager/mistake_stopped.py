"""Conditions that nothing evaluates, because their sensor is stopped."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=dg.AutomationCondition.eager())
def revenue() -> None: ...


defs = dg.Definitions([orders, revenue])

if __name__ == "__main__":
    for sensor in defs.get_repository_def().sensor_defs:
        print(sensor.name, sensor.default_status.value)
        # → default_automation_condition_sensor STOPPED

"""A sensor that runs and does not evaluate the condition of the job."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue() -> None: ...


@dg.asset(deps=[revenue])
def report() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue, report],
    automation_condition=dg.AutomationCondition.any_job_root_assets_match(
        dg.AutomationCondition.any_deps_updated()
    ),
)
automation = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)
defs = dg.Definitions(
    [orders, revenue, report], jobs=[report_job], sensors=[automation]
)

if __name__ == "__main__":
    for sensor in defs.get_repository_def().sensor_defs:
        print(sensor.name, sensor.default_status.value)
        # → automation RUNNING
        # → default_automation_condition_sensor STOPPED

"""A condition of an asset on a job."""

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
    automation_condition=dg.AutomationCondition.eager(),
)

defs = dg.Definitions([orders, revenue, report], jobs=[report_job])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

"""A condition for all assets, which replaces the condition of a report."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset
def orders() -> None: ...


@dg.asset(
    deps=[orders],
    automation_condition=dg.AutomationCondition.on_cron("0 6 * * *"),
)
def report() -> None: ...


defs = dg.Definitions([orders, report]).map_asset_specs(
    func=lambda spec: spec.replace_attributes(
        automation_condition=dg.AutomationCondition.eager()
    )
)

if __name__ == "__main__":
    [spec] = [s for s in defs.resolve_all_asset_specs() if s.key == report.key]
    condition = spec.automation_condition
    print(condition and condition.get_label())
    # → eager

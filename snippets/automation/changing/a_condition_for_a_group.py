"""Give all assets of a group a condition, and keep those that have one."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)


@dg.asset(group_name="sales")
def orders() -> None: ...


@dg.asset(deps=[orders], group_name="sales")
def revenue() -> None: ...


@dg.asset(
    deps=[revenue],
    group_name="sales",
    automation_condition=dg.AutomationCondition.on_cron("0 6 * * *"),
)
def report() -> None: ...


# --8<-- [start:group]
def add_condition(spec: dg.AssetSpec) -> dg.AssetSpec:
    if spec.automation_condition:
        return spec
    return spec.replace_attributes(
        automation_condition=dg.AutomationCondition.eager()
    )


defs = dg.Definitions([orders, revenue, report]).map_resolved_asset_specs(
    func=add_condition, selection=dg.AssetSelection.groups("sales")
)
# --8<-- [end:group]

if __name__ == "__main__":
    for spec in sorted(defs.resolve_all_asset_specs()):
        condition = spec.automation_condition
        print(spec.key.to_user_string(), condition and condition.get_label())
        # → orders eager
        # → report on_cron(0 6 * * *, UTC)
        # → revenue eager

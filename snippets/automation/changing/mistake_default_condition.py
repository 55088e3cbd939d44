"""A default condition, on a sensor that cannot evaluate it."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset
def orders() -> None: ...


automation = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_condition=dg.AutomationCondition.eager(),
)
defs = dg.Definitions([orders], sensors=[automation])

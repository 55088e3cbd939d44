"""An asset sensor with the `target` of a plain sensor."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


@dg.asset_sensor(asset_key=orders.key, target=[revenue])
def after_orders(
    context: dg.SensorEvaluationContext, event: dg.EventLogEntry
) -> dg.RunRequest:
    return dg.RunRequest()

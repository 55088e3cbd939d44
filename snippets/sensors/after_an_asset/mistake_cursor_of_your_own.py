"""A count that an asset sensor keeps in its cursor, and loses."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


@dg.asset_sensor(
    asset_key=orders.key, job=dg.define_asset_job("revenue_job", [revenue])
)
def after_orders(context: dg.SensorEvaluationContext) -> dg.RunRequest:
    context.update_cursor("updated once")
    return dg.RunRequest()


defs = dg.Definitions(assets=[orders, revenue], sensors=[after_orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(instance, definitions=defs) as context:
            tick = after_orders.evaluate_tick(context)
    print(tick.cursor == "updated once")
    # → False

"""An asset sensor whose only parameter is not what it looks like."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


@dg.asset_sensor(
    asset_key=orders.key, job=dg.define_asset_job("revenue_job", [revenue])
)
def after_orders(event: dg.EventLogEntry) -> dg.RunRequest:
    return dg.RunRequest(tags={"after": event.run_id})


defs = dg.Definitions(assets=[orders, revenue], sensors=[after_orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(instance, definitions=defs) as context:
            after_orders.evaluate_tick(context)

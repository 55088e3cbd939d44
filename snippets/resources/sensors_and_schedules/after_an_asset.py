"""Use a resource when an asset has been materialized."""

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.asset_sensor(
    asset_key=dg.AssetKey("orders"), job=dg.define_asset_job("all", [revenue])
)
def after_orders(
    context: dg.SensorEvaluationContext, event: dg.EventLogEntry, inbox: Inbox
) -> dg.RunRequest:
    return dg.RunRequest(tags={"inbox": inbox.folder})


shop = {"inbox": Inbox(folder="/data/inbox")}
defs = dg.Definitions(
    assets=[orders, revenue], sensors=[after_orders], resources=shop
)

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(instance, resources=shop) as context:
            tick = after_orders.evaluate_tick(context)
    print([request.tags["inbox"] for request in tick.run_requests or []])
    # → ['/data/inbox']
# --8<-- [end:sensor]

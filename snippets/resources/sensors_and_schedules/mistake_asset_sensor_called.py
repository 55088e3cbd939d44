"""An asset sensor with a resource, called as a function."""

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.asset
def orders() -> None: ...


@dg.asset_sensor(
    asset_key=dg.AssetKey("orders"), job=dg.define_asset_job("all", [orders])
)
def after_orders(
    context: dg.SensorEvaluationContext,
    asset_event: dg.EventLogEntry,
    inbox: Inbox,
) -> dg.SkipReason:
    return dg.SkipReason(f"nothing in {inbox.folder}")


shop = {"inbox": Inbox(folder="/data/inbox")}

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(
            instance=instance, resources=shop
        ) as context:
            after_orders(context)

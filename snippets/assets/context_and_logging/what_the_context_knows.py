"""Ask the context for the key, the partition, the run and the past."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(key_prefix="shop", partitions_def=regions)
def orders(context: dg.AssetExecutionContext) -> None:
    print(context.asset_key.to_user_string())
    # → shop/orders
    print(context.partition_key)
    # → north
    print(context.run.tags.get("reason"))
    # → correction
    print(context.instance.get_run_by_id(context.run.run_id) is not None)
    # → True

    past = context.instance.get_latest_materialization_event(context.asset_key)
    print("made before" if past else "made for the first time")
    # → made for the first time


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.materialize(
        [orders], partition_key="north", tags={"reason": "correction"}
    )

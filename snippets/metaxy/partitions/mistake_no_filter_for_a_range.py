"""A filter that is empty when a run has several partitions."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=days,
)
def orders(context: dg.AssetExecutionContext) -> None:
    spec = context.assets_def.get_asset_spec()
    print(len(mxd.get_partition_filter(context, spec)))
    # → 1
    # → 0


if __name__ == "__main__":
    dg.materialize([orders], partition_key="2026-01-01")
    tags = {
        "dagster/asset_partition_range_start": "2026-01-01",
        "dagster/asset_partition_range_end": "2026-01-02",
    }
    dg.materialize([orders], tags=tags)
# --8<-- [end:asset]

"""A day kept as a date, compared with the text of a partition."""

import contextlib
import tempfile
from datetime import date

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])
Store = dg.ResourceParam[mx.MetadataStore]


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=days,
)
def orders(context: dg.AssetExecutionContext, store: Store) -> None:
    rows = pl.DataFrame({"id": [7], "day": [date(2026, 1, 1)]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    day = mxd.get_partition_filter(context, context.assets_def.get_asset_spec())
    with store:
        store.resolve_update(Orders, samples=rows, target_filters=day)


# --8<-- [end:asset]
if __name__ == "__main__":
    io = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([orders], resources=io, partition_key="2026-01-01")

"""A day kept as a date, compared with the string of a partition key."""

import contextlib
import tempfile
from datetime import date

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01"])
Store = dg.ResourceParam[mx.MetadataStore]


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext, store: Store) -> None:
    sold = {"id": [7], "amount": [40], "day": [date(2026, 1, 1)]}
    rows = pl.DataFrame(sold).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    day = [nw.col("day") == context.partition_key]
    with store.open("w"):
        new = store.resolve_update(Orders, samples=rows, target_filters=day).new
        store.write(Orders, new)
    print(new.select("id", "amount", "day").rows())


# --8<-- [end:asset]
if __name__ == "__main__":
    io = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([orders], resources=io, partition_key="2026-01-01")

"""Rows that lose their versions on the way."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> pl.DataFrame:
    rows = pl.DataFrame({"id": [7], "amount": [40]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store:
        increment = store.resolve_update(Orders, samples=rows).to_polars()
    return increment.new.select("id", "amount")


# --8<-- [end:asset]
if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = mxd.MetaxyIOManager(store=store)
    resources = {"store": store, "io_manager": io_manager}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([orders], resources=resources)

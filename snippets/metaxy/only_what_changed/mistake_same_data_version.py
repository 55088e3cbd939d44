"""A changed row, and a data version that says that nothing changed."""

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
shop: dict[int, int] = {}


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders() -> pl.DataFrame:
    rows = pl.DataFrame([*shop.items()], ["id", "amount"], orient="row")
    return rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = mxd.MetaxyIOManager(store=store)
    versions = set()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for amount in (40, 45):
            shop[7] = amount
            run = dg.materialize([orders], resources={"io_manager": io_manager})
            [seen] = run.asset_materializations_for_node("orders")
            versions.add((seen.tags or {})["dagster/data_version"])
    print(len(versions))
    # → 1
# --8<-- [end:asset]

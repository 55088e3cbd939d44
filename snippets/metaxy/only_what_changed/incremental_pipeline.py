"""Keep invoices up to date with the orders in a file."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
Store = dg.ResourceParam[mx.MetadataStore]


class Orders(mx.BaseFeature, spec=orders_spec): ...


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


def find(store: Store, key: str, rows: pl.DataFrame | None) -> pl.DataFrame:
    with store.open("w"):
        increment = store.resolve_update(key, samples=rows).to_polars()
        if len(gone := increment.orphaned["id"]):
            store.delete(key, nw.col("id").is_in(gone))
    return pl.concat([increment.new, increment.stale])


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: Store) -> pl.DataFrame:
    columns = {"id": pl.Int64, "amount": pl.Int64}
    rows = pl.read_csv("orders.csv", schema=columns)
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    return find(store, "orders", rows)


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"}, deps=[orders])
def invoices(store: Store) -> pl.DataFrame:
    to_make = find(store, "invoices", None)
    return to_make.with_columns(text=pl.format("Pay {}", "amount"))


store = mxd.MetaxyStoreFromConfigResource(name="dev")
io = {"store": store, "io_manager": mxd.MetaxyIOManager(store=store)}
defs = dg.Definitions([orders, invoices], resources=io)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        pl.DataFrame({"id": [7], "amount": [40]}).write_csv("orders.csv")
        print(dg.materialize([orders, invoices], resources=io).success)
        # → True

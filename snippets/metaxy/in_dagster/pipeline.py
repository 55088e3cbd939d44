"""Make invoices from orders in two assets, and only what is pending."""

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


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> pl.DataFrame:
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store:
        increment = store.resolve_update(Orders, samples=rows).to_polars()
    return pl.concat([increment.new, increment.stale])


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"}, deps=[orders])
def invoices(store: dg.ResourceParam[mx.MetadataStore]) -> pl.DataFrame:
    with store:
        increment = store.resolve_update(Invoices).to_polars()
    to_make = pl.concat([increment.new, increment.stale])
    print("to make:", sorted(to_make["id"]))
    # → to make: [7, 8]
    # → to make: []
    return to_make.with_columns(text=pl.format("Order {}", "id"))


store = mxd.MetaxyStoreFromConfigResource(name="dev")
defs = dg.Definitions(
    assets=[orders, invoices],
    resources={"store": store, "io_manager": mxd.MetaxyIOManager(store=store)},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for _ in range(2):
            dg.materialize([orders, invoices], resources=defs.resources)

"""Handle only the orders that are new, changed or gone, run after run."""

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
shop = [{7: 40, 8: 60}] * 2 + [{7: 40, 8: 65}] + [{8: 65, 9: 25}] * 2


class Orders(mx.BaseFeature, spec=orders_spec): ...


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


def update(store: mx.MetadataStore, key: str, rows: pl.DataFrame | None) -> str:
    with store.open("w"):
        increment = store.resolve_update(key, samples=rows).to_polars()
        store.write(key, pl.concat([increment.new, increment.stale]))
        store.delete(key, nw.col("id").is_in(increment.orphaned["id"]))
    return "{} new, {} stale, {} orphaned".format(*map(len, increment))


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> str:
    rows = pl.DataFrame([*shop.pop(0).items()], ["id", "amount"], orient="row")
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    return update(store, "orders", rows)


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"}, deps=[orders])
def invoices(store: dg.ResourceParam[mx.MetadataStore]) -> str:
    return update(store, "invoices", None)


if __name__ == "__main__":
    resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        while shop:
            run = dg.materialize([orders, invoices], resources=resources)
            print(" | ".join(map(run.output_for_node, ["orders", "invoices"])))
            # → 2 new, 0 stale, 0 orphaned | 2 new, 0 stale, 0 orphaned
            # → 0 new, 0 stale, 0 orphaned | 0 new, 0 stale, 0 orphaned
            # → 0 new, 1 stale, 0 orphaned | 0 new, 1 stale, 0 orphaned
            # → 1 new, 0 stale, 1 orphaned | 1 new, 0 stale, 1 orphaned
            # → 0 new, 0 stale, 0 orphaned | 0 new, 0 stale, 0 orphaned

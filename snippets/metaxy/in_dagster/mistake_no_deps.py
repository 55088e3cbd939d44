"""Two assets whose order only Metaxy knows."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
order = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
invoice = mx.FeatureSpec(key="invoices", id_columns=["id"], deps=["orders"])


class Orders(mx.BaseFeature, spec=order): ...


class Invoices(mx.BaseFeature, spec=invoice): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> None:
    rows = pl.DataFrame({"id": [7], "amount": [40]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        store.write(Orders, rows)


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"})
def invoices(store: dg.ResourceParam[mx.MetadataStore]) -> None:
    with store:
        print(store.resolve_update(Invoices).new.select("id", "amount").rows())


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([orders, invoices], resources={"store": store})
# --8<-- [end:assets]

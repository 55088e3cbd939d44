"""Make the invoice of one order again, because only that order changed."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

ORDERS = {7: 40, 8: 60, 9: 25}
DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
invoice = mx.FeatureSpec(key="invoices", id_columns=["id"], fields=["amount"])


class Invoices(mx.BaseFeature, spec=invoice): ...


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"})
def invoices(store: dg.ResourceParam[mx.MetadataStore]) -> None:
    orders = pl.DataFrame([*ORDERS.items()], ["id", "amount"], orient="row")
    orders = orders.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        increment = store.resolve_update(Invoices, samples=orders).to_polars()
        to_make = pl.concat([increment.new, increment.stale])
        print(sorted(to_make.select("id", "amount").rows()))
        # → [(7, 40), (8, 60), (9, 25)]
        # → [(8, 65)]
        store.write(Invoices, to_make)


if __name__ == "__main__":
    metadata = mxd.MetaxyStoreFromConfigResource(name="dev")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([invoices], resources={"store": metadata})
        ORDERS[8] = 65
        dg.materialize([invoices], resources={"store": metadata})

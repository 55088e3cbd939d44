"""Test an asset with a store that lives in the folder of the test."""

import tempfile
from pathlib import Path

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


@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"})
def invoices(store: dg.ResourceParam[mx.MetadataStore]) -> None:
    with store.open("w"):
        store.write(Invoices, store.resolve_update(Invoices).new)


def test_each_order_gets_an_invoice(tmp_path: Path) -> None:
    temporary = mx.StoreConfig(type=DELTA, config={"root_path": str(tmp_path)})
    config = mx.MetaxyConfig(stores={"dev": temporary})
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with config.use(), config.get_store("dev").open("w") as store:
        store.write(Orders, sold)
        resource = mxd.MetaxyStoreFromConfigResource(name="dev")
        dg.materialize([invoices], resources={"store": resource})
        made = store.read(Invoices, columns=["id", "amount"]).collect()
    assert sorted(made.rows()) == [(7, 40), (8, 60)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_each_order_gets_an_invoice(Path(folder))
    print("passed")
    # → passed

"""Features of the shop and of a test, in one graph."""

import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
customers_spec = mx.FeatureSpec(key="customers", id_columns=["name"])


# --8<-- [start:test]
class Orders(mx.BaseFeature, spec=orders_spec):
    __metaxy_project__ = "shop"


def test_an_order_can_be_written(folder: str) -> None:
    dev = mx.StoreConfig(type=DELTA, config={"root_path": folder})
    config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )

    class Customers(mx.BaseFeature, spec=customers_spec):
        __metaxy_project__ = "tests"

    with config.get_store("dev").open("w") as store:
        store.write(Orders, sold)


# --8<-- [end:test]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_an_order_can_be_written(folder)

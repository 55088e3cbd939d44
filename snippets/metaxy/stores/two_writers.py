"""Write to one table from two stores that are open at once."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
if __name__ == "__main__":
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as first,
        config.get_store("dev").open("w") as second,
    ):
        first.write(Orders, sold.head(1))
        second.write(Orders, sold.tail(1))
        print(sorted(first.read(Orders).collect()["id"]))
        # → [7, 8]
# --8<-- [end:run]

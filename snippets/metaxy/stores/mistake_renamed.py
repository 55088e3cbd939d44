"""A feature whose key was changed."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


# --8<-- [start:run]
def orders(key: str) -> type[mx.BaseFeature]:
    class Orders(
        mx.BaseFeature,
        spec=mx.FeatureSpec(key=key, id_columns=["id"], fields=["amount"]),
    ): ...

    return Orders


if __name__ == "__main__":
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        store.write(orders("orders"), sold)
        store.read(orders("sales"))
# --8<-- [end:run]

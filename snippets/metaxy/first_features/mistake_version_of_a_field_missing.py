"""A field of the feature that the rows have no version of."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Orders(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="orders", id_columns=["id"], fields=["amount", "status"]
    ),
):
    id: int
    amount: int


# --8<-- [start:run]
if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        orders = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
            metaxy_provenance_by_field=pl.struct("amount")
        )
        print(len(store.resolve_update(Orders, samples=orders).new))
# --8<-- [end:run]

"""A key that no feature has."""

import contextlib
import tempfile

import metaxy as mx

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Orders(
    mx.BaseFeature, spec=mx.FeatureSpec(key="orders", id_columns=["id"])
): ...


# --8<-- [start:run]
if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev") as store,
    ):
        store.read("order")
# --8<-- [end:run]

"""A configuration that a thread does not see."""

import tempfile
from concurrent.futures import ThreadPoolExecutor

import metaxy as mx

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
production = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"production": production}))


# --8<-- [start:test]
def open_store() -> mx.MetadataStore:
    return mx.MetaxyConfig.get().get_store("dev")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as pool:
        temporary = mx.StoreConfig(type=DELTA, config={"root_path": folder})
        with mx.MetaxyConfig(stores={"dev": temporary}).use():
            pool.submit(open_store).result()
# --8<-- [end:test]

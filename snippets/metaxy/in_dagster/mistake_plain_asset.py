"""Metaxy's IO manager on an asset that names no feature."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))


# --8<-- [start:asset]
@dg.asset
def revenue() -> int:
    return 100


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = mxd.MetaxyIOManager(store=store)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        run = dg.materialize([revenue], resources={"io_manager": io_manager})
        print(run.output_for_node("revenue"))
# --8<-- [end:asset]

"""Metaxy's IO manager on an asset that names no feature."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))


# --8<-- [start:asset]
@dg.asset
def report() -> pl.DataFrame:
    return pl.DataFrame({"orders": [2]})


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize(
            [report],
            resources={"io_manager": mxd.MetaxyIOManager(store=store)},
        )
# --8<-- [end:asset]

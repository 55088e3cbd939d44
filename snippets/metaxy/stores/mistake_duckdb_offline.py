"""The DuckDB store, which downloads a part of itself when it opens."""

import contextlib
import tempfile

import duckdb
import metaxy as mx

DUCKDB = "metaxy.ext.duckdb.DuckDBMetadataStore"
# A proxy that is not there, so that nothing leaves this machine.
offline = {"http_proxy": "127.0.0.1:9"}
dev = mx.StoreConfig(
    type=DUCKDB, config={"database": "shop.duckdb", "config": offline}
)
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            with config.get_store("dev"):
                print("open")
        except duckdb.IOException as error:
            print(str(error).partition(" at URL")[0])
            # → IO Error: Failed to download extension "hashfuncs"

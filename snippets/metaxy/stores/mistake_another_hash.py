"""A store that hashes in another way than the one it falls back to."""

import tempfile
from pathlib import Path

import metaxy as mx

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        production = mx.StoreConfig(
            type=DELTA, config={"root_path": str(Path(folder) / "production")}
        )
        mine = mx.StoreConfig(
            type=DELTA,
            config={
                "root_path": str(Path(folder) / "mine"),
                "hash_algorithm": "sha256",
                "fallback_stores": ["production"],
            },
        )
        config = mx.init(
            mx.MetaxyConfig(stores={"mine": mine, "production": production})
        )
        with config.get_store("mine") as store:
            print(list(store.fallback_stores))

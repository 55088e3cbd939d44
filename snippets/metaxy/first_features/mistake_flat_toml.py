"""The folder of a store, written one level too high."""

import tempfile
from pathlib import Path

import metaxy as mx

TOML = """
[stores.dev]
type = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
root_path = "metadata"
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "metaxy.toml"
        path.write_text(TOML)
        mx.init(path)

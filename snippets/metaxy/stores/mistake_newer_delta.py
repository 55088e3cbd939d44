"""A table that a newer Delta has written."""

import contextlib
import tempfile
from pathlib import Path

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
if __name__ == "__main__":
    dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
    config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        store.write(Orders, sold)
        [log] = Path("metadata/orders.delta/_delta_log").glob("*.json")
        newer = log.read_text().replace('ReaderVersion":1', 'ReaderVersion":9')
        log.write_text(newer)
        store.read(Orders)
# --8<-- [end:run]

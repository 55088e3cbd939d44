"""A time in the version of a row makes every row stale in every run."""

import contextlib
import itertools
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
clock = itertools.count()


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
def count_stale(store: mx.MetadataStore) -> int:
    orders = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct(
            amount=pl.format("{} at {}", "amount", pl.lit(next(clock)))
        )
    )
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=orders)
        for rows in (increment.new, increment.stale):
            store.write(Orders, rows)
        return len(increment.stale)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(count_stale(store), count_stale(store), count_stale(store))
        # → 0 2 2
# --8<-- [end:run]

"""A time in the version of a row makes every row stale in every run."""

import contextlib
import itertools
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(
    key="orders", id_columns=["id"], fields=["amount", "read_at"]
)
clock = itertools.count()


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
def find_stale(store: mx.MetadataStore) -> list[tuple[object, ...]]:
    orders = pl.DataFrame({"id": [7], "amount": [40], "read_at": [next(clock)]})
    orders = orders.with_columns(
        metaxy_provenance_by_field=pl.struct("amount", "read_at")
    )
    with store.open("w"):
        stale = store.resolve_update(Orders, samples=orders).stale
        store.write(Orders, orders)
    return stale.select("id", "amount", "read_at").rows()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        print(find_stale(store), find_stale(store), find_stale(store))
        # → [] [(7, 40, 1)] [(7, 40, 2)]
# --8<-- [end:run]

"""A store that is not where you look for it."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
def find_new(root: str) -> list[tuple[object, ...]]:
    store = mx.StoreConfig(type=DELTA, config={"root_path": root})
    config = mx.init(mx.MetaxyConfig(stores={"dev": store}))
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with config.get_store("dev").open("w") as metadata:
        new = metadata.resolve_update(Orders, samples=sold).new
        metadata.write(Orders, new)
    return new.select("id", "amount").rows()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for root in ("metadata", "metadata", "meta-data"):
            print(root, find_new(root))
            # → metadata [(7, 40)]
            # → metadata []
            # → meta-data [(7, 40)]
# --8<-- [end:run]

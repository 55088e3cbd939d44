"""Two tests that share one store."""

import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:test]
def find_new(store: mx.MetadataStore) -> list[tuple[object, ...]]:
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with store.open("w"):
        new = store.resolve_update(Orders, samples=sold).new
        store.write(Orders, new)
    return new.select("id", "amount").rows()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shared = mx.StoreConfig(type=DELTA, config={"root_path": folder})
        config = mx.init(mx.MetaxyConfig(stores={"dev": shared}))
        for test in ("first", "second"):
            print(test, find_new(config.get_store("dev")))
            # → first [(7, 40)]
            # → second []
# --8<-- [end:test]

"""Read from production, and write to a store of your own."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
# --8<-- [start:stores]
production = mx.StoreConfig(type=DELTA, config={"root_path": "production"})
mine = mx.StoreConfig(
    type=DELTA, config={"root_path": "mine", "fallback_stores": ["production"]}
)
config = mx.init(
    mx.MetaxyConfig(stores={"mine": mine, "production": production})
)
# --8<-- [end:stores]
order = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
invoice = mx.FeatureSpec(key="invoices", id_columns=["id"], deps=["orders"])


class Orders(mx.BaseFeature, spec=order): ...


class Invoices(mx.BaseFeature, spec=invoice): ...


# --8<-- [start:run]
if __name__ == "__main__":
    sold = pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("production").open("w") as store:
            store.write(Orders, sold)
        with config.get_store("mine").open("w") as store:
            store.write(Invoices, store.resolve_update(Invoices).new)
        for name in ("mine", "production"):
            with config.get_store(name) as store:
                print(name, *map(store.has_feature, (Orders, Invoices)))
                # → mine False True
                # → production True False
# --8<-- [end:run]

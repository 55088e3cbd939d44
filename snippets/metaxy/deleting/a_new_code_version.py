"""Change how a total is computed, and compute all totals again."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:run]
def define_invoices(code_version: str) -> None:
    total = mx.FieldSpec(key="total", code_version=code_version)
    spec = mx.FeatureSpec(
        key="invoices", id_columns=["id"], fields=[total], deps=[Orders]
    )

    class Invoices(mx.BaseFeature, spec=spec): ...


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
        rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
        with config.get_store("dev").open("w") as store:
            store.write(Orders, rows)
            for code_version in ("1", "2", "1"):
                define_invoices(code_version)
                increment = store.resolve_update("invoices")
                store.write("invoices", increment.new)
                print(len(increment.new), "new,", len(increment.stale), "stale")
                # → 2 new, 0 stale
                # → 2 new, 0 stale
                # → 0 new, 0 stale
# --8<-- [end:run]

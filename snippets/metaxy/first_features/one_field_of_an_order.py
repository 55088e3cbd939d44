"""Let an invoice depend on one field of its order, and on no other."""

import contextlib
import tempfile

import metaxy as mx
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders = mx.FeatureSpec(
    key="orders", id_columns=["id"], fields=["amount", "status"]
)


class Orders(mx.BaseFeature, spec=orders): ...


# --8<-- [start:invoices]
amount = mx.FieldDep(feature=Orders, fields=["amount"])


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(
        key="invoices",
        id_columns=["id"],
        fields=[mx.FieldSpec(key="total", deps=[amount])],
        deps=[Orders],
    ),
): ...


def sell(store: mx.MetadataStore, amount: int, status: str) -> int:
    order = pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=pl.struct(
            amount=pl.lit(amount), status=pl.lit(status)
        )
    )
    store.write(Orders, order)
    invoices = store.resolve_update(Invoices)
    store.write(Invoices, invoices.new)
    store.write(Invoices, invoices.stale)
    return len(invoices.new) + len(invoices.stale)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),
        config.get_store("dev").open("w") as store,
    ):
        print(sell(store, 40, "open"))
        # → 1
        print(sell(store, 40, "paid"))
        # → 0
        print(sell(store, 45, "paid"))
        # → 1
# --8<-- [end:invoices]

"""A run for one day that treats the orders of all other days as gone."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])
Store = dg.ResourceParam[mx.MetadataStore]


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext, store: Store) -> None:
    day = context.partition_key
    sold = {"2026-01-01": [7, 8], "2026-01-02": [9]}[day]
    rows = pl.DataFrame({"id": sold, "amount": 40, "day": day})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=rows)
        store.write(Orders, increment.new)
    print(day, [sorted(rows["id"]) for rows in increment])
    # → 2026-01-01 [[7, 8], [], []]
    # → 2026-01-02 [[9], [], [7, 8]]


if __name__ == "__main__":
    resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for day in days.get_partition_keys():
            dg.materialize([orders], resources=resources, partition_key=day)
# --8<-- [end:asset]

"""A day that takes the orders of all other days for gone."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=days,
)
def orders(
    context: dg.AssetExecutionContext,
    store: dg.ResourceParam[mx.MetadataStore],
) -> None:
    sold = {"2026-01-01": [7, 8], "2026-01-02": [9]}[context.partition_key]
    rows = pl.DataFrame({"id": sold}).with_columns(
        day=pl.lit(context.partition_key),
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40)),
    )
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=rows)
        store.write(Orders, increment.new)
    print(context.partition_key, "orphaned:", sorted(increment.orphaned["id"]))
    # → 2026-01-01 orphaned: []
    # → 2026-01-02 orphaned: [7, 8]


if __name__ == "__main__":
    resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for day in days.get_partition_keys():
            dg.materialize([orders], resources=resources, partition_key=day)
# --8<-- [end:asset]

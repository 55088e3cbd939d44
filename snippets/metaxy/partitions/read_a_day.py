"""Read one day or all days through the IO manager."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=days,
    io_manager_key="metaxy",
)
def orders(context: dg.AssetExecutionContext) -> pl.DataFrame:
    sold = {"2026-01-01": [7, 8], "2026-01-02": [9]}[context.partition_key]
    return pl.DataFrame({"id": sold}).with_columns(
        day=pl.lit(context.partition_key),
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40)),
    )


@dg.asset(partitions_def=days)
def daily_report(orders: nw.LazyFrame) -> None:
    print("of the day:", sorted(orders.collect()["id"]))
    # → of the day: [7, 8]
    # → of the day: [9]


@dg.asset
def report(orders: nw.LazyFrame) -> None:
    print("of all days:", sorted(orders.collect()["id"]))
    # → of all days: [7, 8, 9]


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"metaxy": mxd.MetaxyIOManager(store=store)}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for day in days.get_partition_keys():
            dg.materialize(
                [orders, daily_report], resources=io, partition_key=day
            )
        dg.materialize([orders, report], selection=[report], resources=io)
# --8<-- [end:assets]

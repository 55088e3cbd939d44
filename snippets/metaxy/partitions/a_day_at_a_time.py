"""Find what is pending in one day, and leave the other days alone."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])
days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])
shop = {"2026-01-01": {7: 40, 8: 60}, "2026-01-02": {9: 25}}


class Orders(mx.BaseFeature, spec=orders_spec): ...


@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=days,
)
def orders(
    context: dg.AssetExecutionContext,
    store: dg.ResourceParam[mx.MetadataStore],
) -> pl.DataFrame:
    day = context.partition_key
    rows = pl.DataFrame([*shop[day].items()], ["id", "amount"], orient="row")
    rows = rows.with_columns(
        day=pl.lit(day), metaxy_provenance_by_field=pl.struct("amount")
    )
    with store:
        increment = store.resolve_update(
            Orders, samples=rows, target_filters=[nw.col("day") == day]
        ).to_polars()
    print(day, [len(rows) for rows in increment])
    # → 2026-01-01 [2, 0, 0]
    # → 2026-01-02 [1, 0, 0]
    # → 2026-01-01 [0, 1, 0]
    return pl.concat([increment.new, increment.stale])


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"store": store, "io_manager": mxd.MetaxyIOManager(store=store)}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for day in ("2026-01-01", "2026-01-02", "2026-01-01"):
            dg.materialize([orders], resources=io, partition_key=day)
            shop["2026-01-01"][8] = 65

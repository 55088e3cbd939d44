"""Make the invoices of one day from the orders of that day."""

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


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "invoices", "partition_by": "day"},
    partitions_def=days,
)
def invoices(
    context: dg.AssetExecutionContext,
    store: dg.ResourceParam[mx.MetadataStore],
) -> pl.DataFrame:
    spec = context.assets_def.get_asset_spec()
    day = mxd.get_partition_filter(context, spec)
    with store:
        increment = store.resolve_update(Invoices, global_filters=day)
    print(context.partition_key, sorted(increment.new["id"]))
    # → 2026-01-01 [7, 8]
    # → 2026-01-02 [9]
    return increment.to_polars().new


if __name__ == "__main__":
    sold = {"id": [7, 8, 9], "day": ["2026-01-01", "2026-01-01", "2026-01-02"]}
    rows = pl.DataFrame(sold, {"id": pl.Int64, "day": pl.String}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"store": store, "io_manager": mxd.MetaxyIOManager(store=store)}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("dev").open("w") as metadata:
            metadata.write(Orders, rows)
        for key in days.get_partition_keys():
            dg.materialize([invoices], resources=io, partition_key=key)
# --8<-- [end:assets]

"""Find what is pending in several days with one run."""

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


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"}, partitions_def=days)
def orders(
    context: dg.AssetExecutionContext,
    store: dg.ResourceParam[mx.MetadataStore],
) -> None:
    rows = pl.DataFrame({"id": [7, 9], "day": list(context.partition_keys)})
    rows = rows.with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    those_days = [nw.col("day").is_in(context.partition_keys)]
    with store.open("w"):
        increment = store.resolve_update(
            Orders, samples=rows, target_filters=those_days
        )
        store.write(Orders, increment.new)
    print([sorted(rows["id"]) for rows in increment])
    # → [[7, 9], [], []]
    # → [[], [], []]


if __name__ == "__main__":
    resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    tags = {
        "dagster/asset_partition_range_start": "2026-01-01",
        "dagster/asset_partition_range_end": "2026-01-02",
    }
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for _ in range(2):
            dg.materialize([orders], resources=resources, tags=tags)
# --8<-- [end:asset]

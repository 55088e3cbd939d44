"""One column for a partition of two dimensions."""

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
days = dg.StaticPartitionsDefinition(["2026-01-01"])
regions = dg.StaticPartitionsDefinition(["eu", "us"])
both = dg.MultiPartitionsDefinition({"day": days, "region": regions})


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "orders", "partition_by": "day"},
    partitions_def=both,
)
def orders() -> pl.DataFrame:
    rows = pl.DataFrame({"id": [7], "amount": [40], "day": ["2026-01-01"]})
    return rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"io_manager": mxd.MetaxyIOManager(store=store)}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for key in both.get_partition_keys():
            run = dg.materialize([orders], resources=io, partition_key=key)
            [seen] = run.asset_materializations_for_node("orders")
            print(key, seen.metadata["dagster/partition_row_count"].value)
            # → 2026-01-01|eu 0
            # → 2026-01-01|us 0
# --8<-- [end:asset]

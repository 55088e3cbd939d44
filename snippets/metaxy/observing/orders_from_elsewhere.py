"""Watch a feature that somebody else writes."""

import contextlib
import tempfile
import warnings

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


warnings.filterwarnings("ignore", category=dg.BetaWarning)


def measure(
    context: dg.AssetExecutionContext,
    store: mx.MetadataStore,
    rows: nw.LazyFrame,
) -> dict[str, int]:
    return {"total": rows.select(nw.col("amount").sum()).collect().item()}


orders = mxd.observable_metaxy_asset(feature=Orders)(measure)
defs = dg.Definitions(
    assets=[orders],
    jobs=[dg.define_asset_job("observe", selection=[orders])],
    resources={"store": mxd.MetaxyStoreFromConfigResource(name="dev")},
)

if __name__ == "__main__":
    versions = set()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for order, amount in ((7, 40), (8, 60)):
            sold = pl.DataFrame({"id": [order], "amount": [amount]})
            versioned = pl.struct("amount").alias("metaxy_provenance_by_field")
            with config.get_store("dev").open("w") as metadata:
                metadata.write(Orders, sold.with_columns(versioned))
            run = defs.resolve_job_def("observe").execute_in_process()
            [seen] = run.asset_observations_for_node("orders")
            versions.add(seen.tags["dagster/data_version"])
            rows = seen.metadata["dagster/row_count"].value
            print(rows, "rows,", seen.metadata["total"].value, "in all")
            # → 1 rows, 40 in all
            # → 2 rows, 100 in all
    print(len(versions), "data versions")
    # → 2 data versions

"""Delete rows with a job whose filter is part of its configuration."""

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


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:job]
@dg.job
def delete_rows() -> None:
    mxd.delete()


resource = mxd.MetaxyStoreFromConfigResource(name="dev")
defs = dg.Definitions(jobs=[delete_rows], resources={"metaxy_store": resource})

if __name__ == "__main__":
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    what = {"feature_key": ["orders"], "filters": ["amount > 50"]}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        with store.open("w"):
            store.write(Orders, rows)
        job = defs.resolve_job_def("delete_rows")
        job.execute_in_process(run_config={"ops": {"delete": {"config": what}}})
        with store:
            print(store.read(Orders).collect()["id"].to_list())
            # → [7]
# --8<-- [end:job]

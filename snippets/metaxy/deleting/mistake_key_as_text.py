"""The key of a feature as one text."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))


# --8<-- [start:job]
@dg.job
def delete_rows() -> None:
    mxd.delete()


resource = mxd.MetaxyStoreFromConfigResource(name="dev")
defs = dg.Definitions(jobs=[delete_rows], resources={"metaxy_store": resource})

if __name__ == "__main__":
    what = {"feature_key": "orders", "filters": ["amount > 50"]}
    defs.resolve_job_def("delete_rows").execute_in_process(
        run_config={"ops": {"delete": {"config": what}}}
    )
# --8<-- [end:job]

"""The key of a feature as one string."""

import dagster as dg
import metaxy.ext.dagster as mxd


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

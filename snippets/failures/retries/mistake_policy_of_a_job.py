"""A policy on a job, and the same asset run without the job."""

import dagster as dg


@dg.asset
def orders() -> None:
    print("asking the shop")
    # → asking the shop
    # → asking the shop
    # → asking the shop
    raise ConnectionError("the shop does not answer")


defs = dg.Definitions(
    assets=[orders],
    jobs=[dg.define_asset_job("shop", op_retry_policy=dg.RetryPolicy(1))],
)

if __name__ == "__main__":
    job = defs.resolve_job_def("shop")
    job.execute_in_process(raise_on_error=False)
    print("without the job")
    # → without the job
    dg.materialize([orders], raise_on_error=False)

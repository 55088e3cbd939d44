"""A hook on a job, and the same asset run without the job."""

import dagster as dg


@dg.failure_hook
def tell(context: dg.HookContext) -> None:
    print("failed in", context.job_name)
    # → failed in daily


@dg.asset
def orders() -> None:
    raise ConnectionError("the shop does not answer")


defs = dg.Definitions(
    assets=[orders], jobs=[dg.define_asset_job("daily", hooks={tell})]
)

if __name__ == "__main__":
    job = defs.resolve_job_def("daily")
    job.execute_in_process(raise_on_error=False)
    print("without the job")
    # → without the job
    dg.materialize([orders], raise_on_error=False)

"""A number of retries on a job, on an instance that retries no run."""

import dagster as dg


@dg.asset
def orders() -> None:
    raise ConnectionError("the shop does not answer")


def shop() -> dg.JobDefinition:
    job = dg.define_asset_job("shop", tags={"dagster/max_retries": "3"})
    return dg.Definitions(
        assets=[orders], jobs=[job], executor=dg.in_process_executor
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        failed = dg.execute_job(dg.reconstructable(shop), instance)
        run = instance.get_run_by_id(failed.run_id)
        print(run.tags.get("dagster/will_retry") if run else None)
        # → None

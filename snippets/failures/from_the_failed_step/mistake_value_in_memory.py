"""A value that is gone when the failed step runs again."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [25, 40]


@dg.asset
def revenue(orders: list[int]) -> int:
    raise ConnectionError("the bank does not answer")


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, revenue],
        jobs=[dg.define_asset_job("shop")],
        resources={"io_manager": dg.mem_io_manager},
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(shop)
        failed = dg.execute_job(job, instance)
        again = dg.ReexecutionOptions.from_failure(failed.run_id, instance)
        dg.execute_job(
            job, instance, raise_on_error=True, reexecution_options=again
        )

"""A run that succeeded, and should run again from its failure."""

import dagster as dg


@dg.asset
def orders() -> None: ...


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders],
        jobs=[dg.define_asset_job("shop")],
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(shop)
        run = dg.execute_job(job, instance)
        again = dg.ReexecutionOptions.from_failure(run.run_id, instance)
        dg.execute_job(job, instance, reexecution_options=again)

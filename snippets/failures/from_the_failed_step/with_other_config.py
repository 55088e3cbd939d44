"""Run a job again from the step that failed, with other config."""

import dagster as dg


# --8<-- [start:assets]
class Batches(dg.Config):
    size: int


@dg.asset
def orders() -> None:
    print("reading orders for an hour")
    # → reading orders for an hour


@dg.asset(deps=[orders])
def revenue(config: Batches) -> None:
    print("batches of", config.size)
    # → batches of 1000
    # → batches of 10
    if config.size > 100:
        raise MemoryError("the batch is too large")


# --8<-- [end:assets]
def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, revenue],
        jobs=[dg.define_asset_job("shop")],
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


# --8<-- [start:run]
def batches_of(size: int) -> dict[str, object]:
    return {"ops": {"revenue": {"config": {"size": size}}}}


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(shop)
        failed = dg.execute_job(job, instance, batches_of(1000))
        again = dg.ReexecutionOptions.from_failure(failed.run_id, instance)
        run = dg.execute_job(
            job, instance, batches_of(10), reexecution_options=again
        )
        print("success:", run.success)
        # → success: True
# --8<-- [end:run]

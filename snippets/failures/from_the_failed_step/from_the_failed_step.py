"""Run a job again from the step that failed."""

import dagster as dg


# --8<-- [start:assets]
@dg.asset
def orders() -> list[int]:
    print("reading orders for an hour")
    # → reading orders for an hour
    return [25, 40]


@dg.asset
def revenue(context: dg.AssetExecutionContext, orders: list[int]) -> None:
    if context.run.parent_run_id is None:  # in the first run
        raise ConnectionError("the bank does not answer")
    print("revenue:", sum(orders))
    # → revenue: 65


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, revenue],
        jobs=[dg.define_asset_job("shop")],
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


# --8<-- [end:assets]
# --8<-- [start:run]
if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(shop)
        failed = dg.execute_job(job, instance)
        print("success:", failed.success)
        # → success: False
        again = dg.ReexecutionOptions.from_failure(failed.run_id, instance)
        run = dg.execute_job(job, instance, reexecution_options=again)
        print("success:", run.success)
        # → success: True
# --8<-- [end:run]

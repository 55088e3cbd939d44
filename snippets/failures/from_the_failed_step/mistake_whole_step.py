"""Two assets of one function, of which only the second failed."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
def tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    for asset in ("orders", "customers"):
        print("reading", asset)
        # → reading orders
        # → reading customers
        # → reading orders
        # → reading customers
        if asset == "customers" and context.run.parent_run_id is None:
            raise ConnectionError("the shop does not answer")
        yield dg.MaterializeResult(asset_key=asset)


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[tables],
        jobs=[dg.define_asset_job("shop")],
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(shop)
        failed = dg.execute_job(job, instance)
        again = dg.ReexecutionOptions.from_failure(failed.run_id, instance)
        dg.execute_job(job, instance, reexecution_options=again)

"""A hook on a job, which is called for each asset that fails."""

import dagster as dg


@dg.failure_hook
def tell(context: dg.HookContext) -> None:
    print(context.op.name, "failed:", context.op_exception)
    # → customers failed: the shop does not answer
    # → orders failed: the shop does not answer
    # → stock failed: the shop does not answer


def read(name: str) -> dg.AssetsDefinition:
    @dg.asset(name=name)
    def table() -> None:
        raise ConnectionError("the shop does not answer")

    return table


tables = [read(name) for name in ("customers", "orders", "stock")]
shop = dg.define_asset_job("shop", hooks={tell})
defs = dg.Definitions(tables, jobs=[shop])

if __name__ == "__main__":
    job = defs.resolve_job_def("shop")
    job.execute_in_process(raise_on_error=False)

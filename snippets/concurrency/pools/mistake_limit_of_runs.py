"""Limit runs, and hope that it limits the steps of one run."""

import dagster as dg


@dg.asset(pool="warehouse")
def orders() -> None: ...


@dg.asset(pool="warehouse")
def customers() -> None: ...


def shop() -> dg.JobDefinition:
    job = dg.define_asset_job("shop")
    defs = dg.Definitions(assets=[orders, customers], jobs=[job])
    return defs.resolve_job_def("shop")


if __name__ == "__main__":
    # --8<-- [start:run]
    pools = {"default_limit": 1, "granularity": "run"}
    settings = {"concurrency": {"pools": pools}}
    with dg.instance_for_test(settings) as instance:
        run = dg.execute_job(dg.reconstructable(shop), instance)
        waits = [e for e in run.all_events if "blocked" in (e.message or "")]
        print("steps that waited:", len(waits))
        # → steps that waited: 0
    # --8<-- [end:run]

"""Stop the runs of a job after an hour."""

import dagster as dg


@dg.asset
def orders() -> None: ...


hourly = dg.define_asset_job("hourly", tags={"dagster/max_runtime": "3600"})

defs = dg.Definitions(assets=[orders], jobs=[hourly])

if __name__ == "__main__":
    run = defs.resolve_job_def("hourly").execute_in_process()
    print(run.dagster_run.tags["dagster/max_runtime"])
    # → 3600

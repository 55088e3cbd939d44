"""Keep the values of a job with the job."""

import dagster as dg


class RegionConfig(dg.Config):
    region: str


@dg.asset
def revenue(config: RegionConfig) -> None:
    print("revenue of the", config.region)
    # → revenue of the south
    # → revenue of the south


@dg.asset(deps=[revenue])
def report(config: RegionConfig) -> None:
    print("report for the", config.region)
    # → report for the south
    # → report for the north


south = RegionConfig(region="south")
southern_report = dg.define_asset_job(
    "southern_report",
    config=dg.RunConfig({"revenue": south, "report": south}),
)
defs = dg.Definitions(assets=[revenue, report], jobs=[southern_report])

if __name__ == "__main__":
    job = defs.resolve_job_def("southern_report")
    job.execute_in_process()
    job.execute_in_process(
        run_config=dg.RunConfig({"report": RegionConfig(region="north")})
    )

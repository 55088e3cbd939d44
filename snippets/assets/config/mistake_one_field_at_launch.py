"""A run that changes one field of a job's config and loses the others."""

import dagster as dg


class RevenueConfig(dg.Config):
    region: str = "north"
    minimum: int = 0


@dg.asset
def revenue(config: RevenueConfig) -> None:
    print(config.region, config.minimum)
    # → south 0
    # → north 20


job = dg.define_asset_job(
    "southern_revenue",
    config=dg.RunConfig({"revenue": RevenueConfig(region="south")}),
)
defs = dg.Definitions(assets=[revenue], jobs=[job])

if __name__ == "__main__":
    southern_revenue = defs.resolve_job_def("southern_revenue")
    southern_revenue.execute_in_process()

    values = {"ops": {"revenue": {"config": {"minimum": 20}}}}
    southern_revenue.execute_in_process(run_config=values)

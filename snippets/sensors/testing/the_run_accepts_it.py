"""Run what a sensor asks for, as a test."""

import dagster as dg


class Delivery(dg.Config):
    file: str


@dg.asset
def orders(config: Delivery) -> str:
    return config.file


@dg.sensor(target=[orders])
def new_files() -> dg.RunRequest:
    config = dg.RunConfig({"orders": Delivery(file="monday.csv")})
    return dg.RunRequest(run_key="monday.csv", run_config=config)


defs = dg.Definitions(assets=[orders], sensors=[new_files])


# --8<-- [start:test]
def test_the_run_gets_the_file() -> None:
    with dg.build_sensor_context(definitions=defs) as context:
        [request] = new_files.evaluate_tick(context).run_requests or []
    job = defs.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(run_config=request.run_config)
    assert result.output_for_node("orders") == "monday.csv"


# --8<-- [end:test]
if __name__ == "__main__":
    test_the_run_gets_the_file()

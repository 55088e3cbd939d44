"""A request whose configuration no run accepts."""

import dagster as dg


class Delivery(dg.Config):
    file: str


@dg.asset
def orders(config: Delivery) -> None: ...


@dg.sensor(target=[orders])
def new_files() -> dg.RunRequest:
    config = {"ops": {"orders": {"config": {"fil": "monday.csv"}}}}
    return dg.RunRequest(run_key="monday.csv", run_config=config)


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context(definitions=defs) as context:
        tick = new_files.evaluate_tick(context)
    print([request.run_key for request in tick.run_requests or []])
    # → ['monday.csv']

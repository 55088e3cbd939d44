"""Say which of two jobs a request is for."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def returns() -> None: ...


load_orders = dg.define_asset_job("load_orders", [orders])
load_returns = dg.define_asset_job("load_returns", [returns])


# --8<-- [start:sensor]
@dg.sensor(jobs=[load_orders, load_returns])
def new_files() -> Iterator[dg.RunRequest]:
    for name in ["orders_monday.csv", "returns_monday.csv"]:
        kind = name.partition("_")[0]
        yield dg.RunRequest(run_key=name, job_name=f"load_{kind}")


defs = dg.Definitions([orders, returns], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context(definitions=defs) as context:
        for request in new_files.evaluate_tick(context).run_requests or []:
            print(request.run_key, request.job_name)
            # → orders_monday.csv load_orders
            # → returns_monday.csv load_returns
# --8<-- [end:sensor]

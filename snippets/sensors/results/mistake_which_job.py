"""A request that does not say which of two jobs it is for."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def returns() -> None: ...


load_orders = dg.define_asset_job("load_orders", [orders])
load_returns = dg.define_asset_job("load_returns", [returns])


@dg.sensor(jobs=[load_orders, load_returns])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(run_key="orders_monday.csv")


defs = dg.Definitions([orders, returns], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context(definitions=defs) as context:
        new_files.evaluate_tick(context)

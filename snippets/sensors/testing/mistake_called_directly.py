"""A test that calls the sensor, which checks nothing that it returns."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def returns() -> None: ...


load_orders = dg.define_asset_job("load_orders", [orders])
load_returns = dg.define_asset_job("load_returns", [returns])


@dg.sensor(jobs=[load_orders, load_returns])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(job_name="orders")


defs = dg.Definitions(assets=[orders, returns], sensors=[new_files])


if __name__ == "__main__":
    print(new_files().job_name)
    # → orders

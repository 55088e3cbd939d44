"""Ask for some of the assets that a sensor may run."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def returns() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[orders, returns])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(asset_selection=[returns.key])


defs = dg.Definitions([orders, returns], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context(definitions=defs) as context:
        for request in new_files.evaluate_tick(context).run_requests or []:
            print([key.path for key in request.asset_selection or []])
            # → [['returns']]
# --8<-- [end:sensor]

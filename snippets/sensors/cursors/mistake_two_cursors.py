"""A tick that sets its cursor in two ways."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    context.update_cursor("7")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor="7")


if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_orders.evaluate_tick(context)

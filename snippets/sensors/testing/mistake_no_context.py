"""A sensor that is called without its context."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    return dg.SkipReason(f"nothing after {context.cursor}")


if __name__ == "__main__":
    new_orders()

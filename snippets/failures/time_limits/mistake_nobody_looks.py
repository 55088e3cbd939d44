"""A limit of one millisecond, in a run that Dagster's daemon does not see."""

import time

import dagster as dg


@dg.asset
def orders() -> None:
    time.sleep(0.1)
    print("made")
    # → made


if __name__ == "__main__":
    run = dg.materialize([orders], tags={"dagster/max_runtime": "0.001"})
    print("success:", run.success)
    # → success: True

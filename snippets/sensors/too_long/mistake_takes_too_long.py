"""A sensor that does the work of a run."""

import time
from pathlib import Path

import dagster as dg

SECONDS_EACH = 0.4
unpaid = [7, 8, 9]


@dg.asset
def reminder() -> None: ...


@dg.sensor(target=[reminder])
def find_unpaid(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    for number in unpaid:
        time.sleep(SECONDS_EACH)
        with Path("mails.txt").open("a") as mails:
            mails.write(f"reminder of order {number}\n")
    return dg.SensorResult([dg.RunRequest()], cursor="9")


defs = dg.Definitions(assets=[reminder], sensors=[find_unpaid])

if __name__ == "__main__":
    start = time.monotonic()
    with dg.build_sensor_context() as context:
        tick = find_unpaid.evaluate_tick(context)
    print(len(tick.run_requests or []), time.monotonic() - start > 1)
    # → 1 True
    Path("mails.txt").unlink()

"""A sensor that asks what time it is."""

from datetime import datetime, timedelta

import dagster as dg

now = datetime(2025, 5, 1, 2, 59, 30)


@dg.asset
def revenue() -> None: ...


@dg.sensor(target=[revenue])
def at_three() -> dg.RunRequest | None:
    return dg.RunRequest() if now.hour == 3 else None


defs = dg.Definitions(assets=[revenue], sensors=[at_three])

if __name__ == "__main__":
    for _ in range(3):
        with dg.build_sensor_context() as context:
            tick = at_three.evaluate_tick(context)
        print(now.time(), len(tick.run_requests or []))
        # → 02:59:30 0
        # → 03:00:00 1
        # → 03:00:30 1
        now += timedelta(seconds=30)

"""A list of requests that is lost, because the function also yields."""

from collections.abc import Iterator

import dagster as dg

names = ["monday.csv", "tuesday.csv"]


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.SkipReason]:
    if not names:
        yield dg.SkipReason("no files")
    return [dg.RunRequest(run_key=name) for name in names]


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        tick = new_files.evaluate_tick(context)
    print(tick.run_requests, tick.skip_message)

"""A file that is loaded again and again, because its request has no key."""

from collections.abc import Iterator

import dagster as dg

inbox = ["monday.csv"]


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest]:
    for name in inbox:
        yield dg.RunRequest(tags={"file": name})


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    for _ in range(3):
        with dg.build_sensor_context() as context:
            for request in new_files.evaluate_tick(context).run_requests or []:
                print(request.tags["file"], request.run_key)
                # → monday.csv None
                # → monday.csv None
                # → monday.csv None

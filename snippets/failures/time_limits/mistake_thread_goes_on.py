"""A limit for a thread, which works on when its time is over."""

import time
from concurrent.futures import ThreadPoolExecutor

import dagster as dg


def export() -> None:
    time.sleep(2)
    print("exported")
    # → exported


@dg.asset
def orders() -> None:
    with ThreadPoolExecutor() as threads:
        threads.submit(export).result(timeout=0.1)


if __name__ == "__main__":
    run = dg.materialize([orders], raise_on_error=False)
    print("success:", run.success)
    # → success: False

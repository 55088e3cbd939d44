"""Measure what keys cost; in seconds with `--seconds`."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from timeit import repeat

import dagster as dg

KINDS = ("fixed list", "hours", "two dimensions")
START = datetime(1990, 1, 1)
COLUMNS = ("load", "list", "run 1", "run 100", "status", "done")


def partitions(kind: str, n: int) -> dg.PartitionsDefinition:
    if kind == "fixed list":
        return dg.StaticPartitionsDefinition([f"{i:06}" for i in range(n)])
    if kind == "hours":
        return dg.HourlyPartitionsDefinition(START, START + timedelta(hours=n))
    days = dg.DailyPartitionsDefinition(START, START + timedelta(days=n // 100))
    regions = dg.StaticPartitionsDefinition([f"{i:02}" for i in range(100)])
    return dg.MultiPartitionsDefinition({"day": days, "region": regions})


def calls(kind: str, n: int) -> Iterator[Callable[[], object]]:
    each = partitions(kind, n)
    keys = each.get_partition_keys()

    @dg.asset(partitions_def=each)
    def orders() -> None: ...

    first, tag = keys[0], "dagster/asset_partition_range"
    tags = {f"{tag}_start": keys[-100], f"{tag}_end": keys[-1]}
    yield lambda: dg.Definitions([orders]).get_repository_def()
    yield each.get_partition_keys
    with dg.instance_for_test() as db:
        yield lambda: dg.materialize([orders], instance=db, partition_key=first)
        yield lambda: dg.materialize([orders], instance=db, tags=tags)
        yield lambda: db.get_status_by_partition(orders.key, keys, each)
        yield lambda: db.get_materialized_partitions(orders.key)


def report(sizes: list[int], times: int) -> Iterator[str]:
    cpu = Path("/proc/cpuinfo").read_text().partition("model name\t: ")[2]
    yield f"{datetime.now(UTC):%Y-%m-%d}, Dagster {dg.__version__}"
    yield f"{cpu.splitlines()[0]}, seconds, shortest of {times}"
    yield f"{'kind':14}{'keys':>8}" + "".join(f"{c:>9}" for c in COLUMNS)
    for kind, n in product(KINDS, sizes):
        runs = [repeat(call, number=1, repeat=times) for call in calls(kind, n)]
        yield f"{kind:14}{n:8,}" + "".join(f"{min(r):9.3f}" for r in runs)


if __name__ == "__main__":
    print([len(partitions(k, 1_000).get_partition_keys()) for k in KINDS])
    # → [1000, 1000, 1000]
    if "--seconds" in sys.argv:
        for line in report([1_000, 10_000, 100_000], times=3):
            print(line)

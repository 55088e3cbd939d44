"""A version that is new although the data is not."""

import time

import dagster as dg


@dg.asset
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult(data_version=dg.DataVersion(str(time.time())))


if __name__ == "__main__":
    versions = set()
    for _ in range(2):
        result = dg.materialize([orders])
        (made,) = result.asset_materializations_for_node("orders")
        versions.add((made.tags or {})["dagster/data_version"])
    print(len(versions), "versions of the same data")
    # → 2 versions of the same data

"""A version that is new although the data is not."""

from datetime import UTC, datetime

import dagster as dg


@dg.asset
def orders() -> dg.MaterializeResult:
    moment = datetime.now(UTC).isoformat()
    return dg.MaterializeResult(data_version=dg.DataVersion(moment))


if __name__ == "__main__":
    versions = set()
    for _ in range(2):
        result = dg.materialize([orders])
        (made,) = result.asset_materializations_for_node("orders")
        versions.add((made.tags or {})["dagster/data_version"])
    print(len(versions), "versions of the same data")
    # → 2 versions of the same data

"""Metadata returned next to the value, and stored as a part of it."""

import dagster as dg


@dg.asset
def orders():
    return [40, 60], dg.MaterializeResult(metadata={"dagster/row_count": 2})


if __name__ == "__main__":
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print("dagster/row_count" in made.metadata)
    # → False
    value = result.asset_value("orders")
    print(type(value).__name__, value[0], value[1].metadata)
    # → tuple [40, 60] {'dagster/row_count': 2}

"""Metadata returned beside the value, and stored as a part of it."""

import dagster as dg


@dg.asset
def orders():
    return [40, 60], dg.MaterializeResult(metadata={"dagster/row_count": 2})


if __name__ == "__main__":
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print("dagster/row_count" in made.metadata)
    # → False
    print(type(result.asset_value("orders")).__name__)
    # → tuple

"""A table's columns given as a dict, which is no table schema."""

import dagster as dg


@dg.asset
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult(
        metadata={"dagster/column_schema": {"id": "integer"}}
    )


if __name__ == "__main__":
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print(type(made.metadata["dagster/column_schema"]).__name__)
    # → JsonMetadataValue

"""A table's columns given as a dict, which is not a table schema."""

import dagster as dg


@dg.asset
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult(
        metadata={"dagster/column_schema": {"id": "integer"}}
    )


if __name__ == "__main__":
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    columns = made.metadata["dagster/column_schema"]
    print(type(columns).__name__, columns.value)
    # → JsonMetadataValue {'id': 'integer'}

"""Add metadata on the way, and return the value as it is."""

import dagster as dg


@dg.asset
def revenue(context: dg.AssetExecutionContext) -> int:
    amounts = [40, 60]
    context.add_output_metadata({"orders": len(amounts)})
    return sum(amounts)


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    result = dg.materialize([revenue])
    [made] = result.asset_materializations_for_node("revenue")
    print(made.metadata["orders"].value)
    # → 2
    print(result.asset_value("revenue"))
    # → 100

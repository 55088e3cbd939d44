"""Keep what is always true apart from what a run found out."""

import dagster as dg


@dg.asset(metadata={"source": "https://shop.example/orders", "page_size": 100})
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"pages": 3})


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    print(sorted(orders.get_asset_spec().metadata))
    # → ['page_size', 'source']

    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print(sorted(made.metadata))
    # → ['pages']

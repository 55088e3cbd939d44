"""Make only those assets that a run asks for."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")],
    can_subset=True,
)
def shop_data(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult]:
    for key in sorted(context.selected_asset_keys):
        print("making", key.to_user_string())
        # → making orders
        # → making customers
        # → making orders
        yield dg.MaterializeResult(key)


defs = dg.Definitions(assets=[shop_data])

if __name__ == "__main__":
    dg.materialize([shop_data], selection=["orders"])
    print("all:")
    # → all:
    dg.materialize([shop_data])

"""Let another asset run between two assets of one function."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("report", deps=["revenue"])],
    can_subset=True,
)
def shop_data(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult]:
    for key in context.selected_asset_keys:
        print("shop_data makes", key.to_user_string())
        # → shop_data makes orders
        # → shop_data makes report
        yield dg.MaterializeResult(key)


@dg.asset(deps=["orders"])
def revenue() -> None:
    print("revenue")
    # → revenue


defs = dg.Definitions(assets=[shop_data, revenue])

if __name__ == "__main__":
    dg.materialize([shop_data, revenue])

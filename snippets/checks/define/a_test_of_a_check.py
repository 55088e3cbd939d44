"""Test checks by calling them as functions."""

import dagster as dg


@dg.asset_check(asset="orders")
def enough(
    context: dg.AssetCheckExecutionContext, orders: list[str]
) -> dg.AssetCheckResult:
    context.log.info(f"{len(orders)} orders")
    return dg.AssetCheckResult(passed=len(orders) >= 2)


# --8<-- [start:test]
def test_two_orders_are_enough() -> None:
    context = dg.build_asset_check_context()
    for orders, passes in [(["ada"], False), (["ada", "bob"], True)]:
        result = enough(context, orders)
        assert isinstance(result, dg.AssetCheckResult)
        assert result.passed is passes


# --8<-- [end:test]
if __name__ == "__main__":
    test_two_orders_are_enough()
    print("two orders are enough")
    # → two orders are enough

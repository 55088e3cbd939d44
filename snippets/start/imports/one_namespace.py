"""Everything that Dagster offers, under one name."""

import dagster as dg


class Limit(dg.Config):
    rows: int = 2


@dg.asset
def orders(context: dg.AssetExecutionContext, config: Limit) -> list[int]:
    context.log.info("Reading %d orders", config.rows)
    return [40, 25, 10][: config.rows]


@dg.asset_check(asset=orders)
def no_order_is_free(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=min(orders) > 0)


defs = dg.Definitions(assets=[orders], asset_checks=[no_order_is_free])

if __name__ == "__main__":
    result = dg.materialize([orders, no_order_is_free])
    print(result.output_for_node("orders"))
    # → [40, 25]
    print(result.get_asset_check_evaluations()[0].passed)
    # → True

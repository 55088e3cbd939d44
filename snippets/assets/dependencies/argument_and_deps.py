"""Take a value from one asset, and only wait for another."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 60]


@dg.asset
def revenue(orders: list[int]) -> int:
    print("orders:", orders)
    # → orders: [40, 60]
    return sum(orders)


@dg.asset(deps=[revenue])
def newsletter() -> None:
    print("revenue is there")
    # → revenue is there


defs = dg.Definitions(assets=[newsletter, revenue, orders])

if __name__ == "__main__":
    result = dg.materialize([newsletter, revenue, orders])
    print([event.step_key for event in result.get_step_success_events()])
    # → ['orders', 'revenue', 'newsletter']

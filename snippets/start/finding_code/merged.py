"""Put two `Definitions` together, and let Dagster see only the result."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


# --8<-- [start:merge]
@dg.definitions
def defs() -> dg.Definitions:
    sales = dg.Definitions(assets=[orders])
    reports = dg.Definitions(assets=[revenue])
    return dg.Definitions.merge(sales, reports)


if __name__ == "__main__":
    keys = defs().resolve_asset_graph().get_all_asset_keys()
    print(sorted(key.to_user_string() for key in keys))
    # → ['orders', 'revenue']
# --8<-- [end:merge]

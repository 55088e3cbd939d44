"""Take two databases of one class, the context and a value."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders() -> list[int]:
    return [40, 60]


@dg.asset
def revenue(
    context: dg.AssetExecutionContext,
    orders: list[int],
    source: Database,
    target: Database,
) -> None:
    name = context.asset_key.to_user_string()
    print(f"{name}: {sum(orders)}")
    # → revenue: 100
    print(f"{source.path} -> {target.path}")
    # → shop.duckdb -> reports.duckdb


defs = dg.Definitions(
    assets=[orders, revenue],
    resources={
        "source": Database(path="shop.duckdb"),
        "target": Database(path="reports.duckdb"),
    },
)

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=defs.resources)
    print([key.to_user_string() for key in revenue.dependency_keys])
    # → ['orders']

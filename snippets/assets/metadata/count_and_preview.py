"""Report how many rows there are, and show the first of them."""

import dagster as dg
import duckdb


@dg.asset
def orders() -> dg.MaterializeResult:
    with duckdb.connect() as shop:
        shop.execute("from (values ('ada', 40), ('bob', 60), ('cleo', 25))")
        rows = shop.fetchall()
    preview = ["| customer | amount |", "| --- | --- |"]
    preview += [f"| {customer} | {amount} |" for customer, amount in rows[:2]]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(rows),
            "preview": dg.MetadataValue.md("\n".join(preview)),
            "source": dg.MetadataValue.url("https://shop.example/orders"),
        }
    )


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print(made.metadata["dagster/row_count"].value)
    # → 3
    print(made.metadata["preview"].value)
    # → | customer | amount |
    # → | --- | --- |
    # → | ada | 40 |
    # → | bob | 60 |
    print(made.metadata["source"].value)
    # → https://shop.example/orders

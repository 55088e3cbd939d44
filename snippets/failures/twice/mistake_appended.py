"""Rows that each try of an asset appends."""

import dagster as dg
import duckdb


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def orders(context: dg.AssetExecutionContext) -> None:
    with duckdb.connect(":memory:shop") as connection:
        connection.execute("create table if not exists orders (amount int)")
        connection.execute("insert into orders values (40), (25)")
    if context.retry_number == 0:
        raise ConnectionError("the shop does not answer")


if __name__ == "__main__":
    shop = duckdb.connect(":memory:shop")
    run = dg.materialize([orders])
    print("success:", run.success)
    # → success: True
    print(shop.execute("select count(*) from orders").fetchall())
    # → [(4,)]

"""Rows with a primary key, which no second run can insert."""

import dagster as dg
import duckdb


@dg.asset
def orders() -> None:
    with duckdb.connect(":memory:shop") as connection:
        connection.execute(
            "create table if not exists orders (id int primary key, amount int)"
        )
        connection.execute("insert into orders values (1, 40), (2, 25)")
    raise ConnectionError("the shop does not answer")


if __name__ == "__main__":
    shop = duckdb.connect(":memory:shop")
    dg.materialize([orders], raise_on_error=False)
    dg.materialize([orders])

"""A missing table that has the name of an asset."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute("select sum(amount) from orders")


if __name__ == "__main__":
    try:
        dg.materialize(
            [orders, revenue],
            resources={"database": Database(path=":memory:")},
        )
    except duckdb.InvalidInputException as error:
        print(*str(error).split(" found on line")[0].split(": "), sep=":\n")
        # → Invalid Input Error:
        # → Python Object "orders" of type "AssetsDefinition"

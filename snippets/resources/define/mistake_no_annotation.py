"""A parameter that does not say which resource it is."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database) -> None: ...


if __name__ == "__main__":
    dg.materialize(
        [orders], resources={"database": Database(path="shop.duckdb")}
    )

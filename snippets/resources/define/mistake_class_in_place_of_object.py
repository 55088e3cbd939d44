"""A class where its configured object belongs."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str = "shop.duckdb"

    def describe(self) -> str: ...


@dg.asset
def orders(database: Database) -> None:
    print(database.describe())


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database})

"""A path that holds the name of a variable instead of its value."""

import os

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def revenue(database: Database) -> None:
    print(database.path)
    # → SHOP_FOLDER/shop.duckdb


if __name__ == "__main__":
    os.environ["SHOP_FOLDER"] = "/data"
    path = dg.EnvVar("SHOP_FOLDER") + "/shop.duckdb"
    dg.materialize([revenue], resources={"database": Database(path=path)})

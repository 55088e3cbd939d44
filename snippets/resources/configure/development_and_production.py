"""Choose the resources by the environment that the code runs in."""

import os

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str
    threads: int = 1


# --8<-- [start:choose]
@dg.asset
def revenue(database: Database) -> None:
    print(database.path, database.threads)
    # → :memory: 1
    # → /data/shop.duckdb 8


RESOURCES = {
    "development": {"database": Database(path=":memory:")},
    "production": {
        "database": Database(path=dg.EnvVar("SHOP_DATABASE"), threads=8)
    },
}


def build(deployment: str) -> dg.Definitions:
    return dg.Definitions(assets=[revenue], resources=RESOURCES[deployment])


defs = build(os.environ.get("SHOP_DEPLOYMENT", "development"))

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)

    os.environ["SHOP_DATABASE"] = "/data/shop.duckdb"
    dg.materialize([revenue], resources=build("production").resources)
# --8<-- [end:choose]

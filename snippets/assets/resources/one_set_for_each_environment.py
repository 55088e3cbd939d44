"""Choose the resources by the environment that the code runs in."""

import os

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None:
    print(database.path)
    # → local.duckdb
    # → /data/shop.duckdb


# --8<-- [start:choose]
RESOURCES = {
    "local": {"database": Database(path="local.duckdb")},
    "production": {"database": Database(path=dg.EnvVar("SHOP_DATABASE"))},
}

defs = dg.Definitions(
    assets=[orders],
    resources=RESOURCES[os.environ.get("SHOP_ENVIRONMENT", "local")],
)

if __name__ == "__main__":
    dg.materialize([orders], resources=RESOURCES["local"])

    os.environ["SHOP_DATABASE"] = "/data/shop.duckdb"
    dg.materialize([orders], resources=RESOURCES["production"])
# --8<-- [end:choose]

"""A path put together from a variable that has not been read."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


folder = dg.EnvVar("SHOP_FOLDER")
Database(path=f"{folder}/shop.duckdb")

"""A setting that is dropped because its name is misspelled."""

import tomllib

import dagster as dg

SETTINGS = """
path = "/data/shop.duckdb"
thread = 8
"""


class Database(dg.ConfigurableResource):
    path: str
    threads: int = 1


if __name__ == "__main__":
    print(Database(**tomllib.loads(SETTINGS)))
    # → path='/data/shop.duckdb' threads=1

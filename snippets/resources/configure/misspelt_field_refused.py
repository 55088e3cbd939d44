"""Refuse a setting that the resource does not have."""

import tomllib

import dagster as dg
from pydantic import ConfigDict, ValidationError


# --8<-- [start:forbid]
class Database(dg.ConfigurableResource):
    model_config = ConfigDict(extra="forbid")

    path: str
    threads: int = 1


# --8<-- [end:forbid]


if __name__ == "__main__":
    settings = 'path = "/data/shop.duckdb"\nthread = 8'
    try:
        Database(**tomllib.loads(settings))
    except ValidationError as error:
        print(error.errors()[0]["loc"], error.errors()[0]["msg"])
        # → ('thread',) Extra inputs are not permitted

"""A resource class that only the type checker can see."""

from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from dagster_duckdb import DuckDBResource


@dg.asset
def orders(database: "DuckDBResource") -> None: ...

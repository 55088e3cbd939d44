"""A resource that is there for the type checker and not for Dagster."""

from typing import TYPE_CHECKING

import dagster as dg

if TYPE_CHECKING:
    from dagster_duckdb import DuckDBResource


@dg.asset
def orders(database: "DuckDBResource") -> None: ...

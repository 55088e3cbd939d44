"""A database as a function, in the old way."""

from collections.abc import Iterator

import dagster as dg
import duckdb


@dg.resource(config_schema={"path": str})
def database(
    context: dg.InitResourceContext,
) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(context.resource_config["path"]) as connection:
        yield connection


@dg.asset(required_resource_keys={"database"})
def revenue(context: dg.AssetExecutionContext) -> None:
    connection = context.resources.database
    print(connection.execute("select 40 + 25").fetchone())
    # → (65,)


defs = dg.Definitions(
    assets=[revenue],
    resources={"database": database.configured({"path": ":memory:"})},
)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)

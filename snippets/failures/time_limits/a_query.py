"""Let PostgreSQL stop a query that takes too long."""

import os

import dagster as dg
import psycopg


# --8<-- [start:asset]
@dg.asset
def revenue() -> None:
    with psycopg.connect(
        "user=shop",
        host=os.environ["SHOP_HOST"],
        password=os.environ["SHOP_PASSWORD"],
        options="-c statement_timeout=200ms",
    ) as connection:
        connection.execute("select pg_sleep(60)")


# --8<-- [end:asset]
defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    # --8<-- [start:run]
    try:
        dg.materialize([revenue])
    except psycopg.errors.QueryCanceled as error:
        print(error)
        # → canceling statement due to statement timeout
    # --8<-- [end:run]

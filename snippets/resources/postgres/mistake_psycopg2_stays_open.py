"""A connection of psycopg2 that `with` does not close."""

import os

import dagster as dg
import psycopg2


@dg.asset
def orders() -> None:
    with (
        psycopg2.connect(
            host=os.environ["SHOP_HOST"],
            password=os.environ["SHOP_PASSWORD"],
            user="shop",
        ) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("create table orders as select 40 as amount")
    print("open" if connection.closed == 0 else "closed")
    # → open
    connection.close()


if __name__ == "__main__":
    dg.materialize([orders])

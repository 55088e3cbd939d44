"""A caught error that the transaction does not forget."""

import os
from contextlib import suppress

import dagster as dg
import psycopg


def connect() -> psycopg.Connection:
    return psycopg.connect(
        host=os.environ["SHOP_HOST"],
        password=os.environ["SHOP_PASSWORD"],
        user="shop",
    )


@dg.asset
def orders() -> None:
    with connect() as connection:
        connection.execute("create table orders (amount int not null)")
        for amount in [40, None, 25]:
            with suppress(psycopg.errors.NotNullViolation):
                connection.execute("insert into orders values (%s)", [amount])
        print(connection.execute("select * from orders").fetchall())


if __name__ == "__main__":
    dg.materialize([orders])

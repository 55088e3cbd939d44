"""A server whose connections are all taken."""

import os
from contextlib import ExitStack, suppress
from textwrap import fill

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
    connect().close()


if __name__ == "__main__":
    with ExitStack() as other_processes:
        with suppress(psycopg.OperationalError):
            while True:
                other_processes.enter_context(connect())
        try:
            dg.materialize([orders])
        except psycopg.OperationalError as error:
            print(fill(str(error).partition("FATAL:")[2].strip(), 60))
            # → remaining connection slots are reserved for roles with the
            # → SUPERUSER attribute

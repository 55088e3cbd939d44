"""Keep the old rows when an asset fails halfway, and close the connection."""

import os

import dagster as dg
import psycopg
from pydantic import Field


class Database(dg.ConfigurableResource):
    host: str
    password: str = Field(repr=False)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(
            host=self.host, password=self.password, user="shop"
        )


# --8<-- [start:fail]
@dg.asset
def orders(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("delete from orders")
        raise ValueError("no orders today")


if __name__ == "__main__":
    shop = Database(
        host=os.environ["SHOP_HOST"], password=os.environ["SHOP_PASSWORD"]
    )
    with shop.connect() as connection:
        connection.execute("create table orders as select 40 as amount")

    dg.materialize([orders], resources={"database": shop}, raise_on_error=False)
    with shop.connect() as connection:
        print(connection.execute("select * from orders").fetchall())
        # → [(40,)]
# --8<-- [end:fail]

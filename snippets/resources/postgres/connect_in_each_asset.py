"""Connect to PostgreSQL in each asset, commit at the end and close."""

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


@dg.asset
def orders(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("drop table if exists orders")
        connection.execute("create table orders as values (40), (25)")


@dg.asset(deps=[orders])
def revenue(database: Database) -> None:
    with database.connect() as connection:
        rows = connection.execute("select sum(column1) from orders")
        print(rows.fetchall())
        # → [(65,)]


database = Database(
    host=dg.EnvVar("SHOP_HOST"), password=dg.EnvVar("SHOP_PASSWORD")
)
resources = {"database": database}
defs = dg.Definitions(assets=[orders, revenue], resources=resources)

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=resources)

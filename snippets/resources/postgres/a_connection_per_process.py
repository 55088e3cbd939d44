"""Open a connection in each process that runs an asset."""

import os

import dagster as dg
import psycopg


def connect() -> psycopg.Connection:
    host, password = os.environ["SHOP_HOST"], os.environ["SHOP_PASSWORD"]
    return psycopg.connect("user=shop", host=host, password=password)


# --8<-- [start:define]
class Database(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        with connect() as connection:
            connection.execute("insert into opened select pg_backend_pid()")


@dg.asset
def orders(database: Database) -> None: ...


@dg.asset
def customers(database: Database) -> None: ...


# --8<-- [end:define]
def shop() -> dg.JobDefinition:
    database = {"database": Database()}
    job = dg.define_asset_job("shop")
    defs = dg.Definitions([orders, customers], jobs=[job], resources=database)
    return defs.resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance, connect() as connection:
        connection.execute("create table opened (pid int); commit")
        # --8<-- [start:run]
        dg.execute_job(dg.reconstructable(shop), instance, raise_on_error=True)
        print(connection.execute("select count(*) from opened").fetchall())
        # → [(2,)]
        # --8<-- [end:run]

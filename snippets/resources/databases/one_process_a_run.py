"""Run all assets of a job in one process, one after the other."""

from tempfile import TemporaryDirectory

import dagster as dg
import duckdb


# --8<-- [start:job]
class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute("create table orders (id int)")


@dg.asset
def customers(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute("create table customers (id int)")


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, customers],
        jobs=[dg.define_asset_job("shop", executor_def=dg.in_process_executor)],
        resources={"database": Database.configure_at_launch()},
    ).resolve_job_def("shop")


# --8<-- [end:job]
if __name__ == "__main__":
    with TemporaryDirectory() as folder, dg.instance_for_test() as instance:
        # --8<-- [start:run]
        path = f"{folder}/shop.duckdb"
        config = {"resources": {"database": {"config": {"path": path}}}}
        with duckdb.connect(path) as connection:
            dg.execute_job(dg.reconstructable(shop), instance, config)
            print(connection.execute("show tables").fetchall())
            # → [('customers',), ('orders',)]
        # --8<-- [end:run]

"""Run all assets of a job in one process, one after the other."""

import os
import tempfile

import dagster as dg
import duckdb


# --8<-- [start:job]
class Database(dg.ConfigurableResource):
    path: str

    def insert(self, asset: str) -> None:
        with duckdb.connect(self.path) as connection:
            connection.execute(
                "create table if not exists runs (asset text, process int)"
            )
            connection.execute(
                "insert into runs values (?, ?)", [asset, os.getpid()]
            )


@dg.asset
def orders(database: Database) -> None:
    database.insert("orders")


@dg.asset
def customers(database: Database) -> None:
    database.insert("customers")


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, customers],
        jobs=[dg.define_asset_job("shop")],
        resources={"database": Database.configure_at_launch()},
        executor=dg.in_process_executor,
    ).resolve_job_def("shop")


# --8<-- [end:job]
if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        dg.instance_for_test() as instance,
    ):
        path = f"{folder}/shop.duckdb"
        # --8<-- [start:run]
        config = {"resources": {"database": {"config": {"path": path}}}}
        dg.execute_job(dg.reconstructable(shop), instance, run_config=config)
        with duckdb.connect(path) as connection:
            runs = "select count(asset), count(distinct process) from runs"
            print(connection.execute(runs).fetchall())
            # → [(2, 1)]
        # --8<-- [end:run]

"""Run config for an inner resource that never reaches it."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def revenue(report: Report) -> None:
    print(report.database.path)
    # → /data/shop.duckdb


database = Database(path="/data/shop.duckdb")
resources = {"database": database, "report": Report(database=database)}

if __name__ == "__main__":
    other = {"database": {"config": {"path": "/data/archive.duckdb"}}}
    dg.materialize(
        [revenue], resources=resources, run_config={"resources": other}
    )

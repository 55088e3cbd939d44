"""Configure an inner resource when a run is launched."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: Database
    currency: str


# --8<-- [start:launch]
@dg.asset
def revenue(report: Report) -> None:
    print(report.database.path, report.currency)
    # → /data/shop.duckdb EUR
    # → /data/archive.duckdb EUR


database = Database.configure_at_launch(path="/data/shop.duckdb")
resources = {
    "database": database,
    "report": Report(database=database, currency="EUR"),
}

if __name__ == "__main__":
    dg.materialize([revenue], resources=resources)

    archive = {"database": {"config": {"path": "/data/archive.duckdb"}}}
    dg.materialize(
        [revenue], resources=resources, run_config={"resources": archive}
    )
# --8<-- [end:launch]

"""Two resources under each other's key."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def revenue(report: Report) -> None:
    print(report.database.path)


database = Database(path="/data/shop.duckdb")
report = Report(database=database)
defs = dg.Definitions(
    assets=[revenue],
    resources={"report": database, "database": report},
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    dg.materialize([revenue], resources=defs.resources)

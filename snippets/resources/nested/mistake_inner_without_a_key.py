"""An inner resource that nobody can configure at launch."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def revenue(report: Report) -> None: ...


defs = dg.Definitions(
    assets=[revenue],
    resources={"report": Report(database=Database.configure_at_launch())},
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

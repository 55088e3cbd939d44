"""An inner resource that is left out, and missed in the middle of a run."""

from typing import Any

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: dg.ResourceDependency[Database]
    currency: str


@dg.asset
def revenue(report: Report) -> None:
    print(report.database.path)


settings: dict[str, Any] = {"currency": "EUR"}
defs = dg.Definitions(
    assets=[revenue], resources={"report": Report(**settings)}
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    dg.materialize([revenue], resources=defs.resources)

"""A nested resource where every warning is an error."""

import warnings

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


class Report(dg.ConfigurableResource):
    database: Database


@dg.asset
def revenue(report: Report) -> None: ...


if __name__ == "__main__":
    warnings.simplefilter("error")
    report = Report(database=Database(path=":memory:"))
    dg.materialize([revenue], resources={"report": report})

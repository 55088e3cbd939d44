"""Configure a database with a default, a limit and a variable."""

import os

import dagster as dg
import duckdb
from pydantic import Field


class Database(dg.ConfigurableResource):
    path: str
    threads: int = Field(default=1, ge=1, le=64)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(
            self.path, config={"threads": self.threads}
        ) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def report(database: Database) -> None:
    print(database.path)
    # → :memory:
    print(database.query("select current_setting('threads')"))
    # → [(3,)]


defs = dg.Definitions(
    assets=[report],
    resources={
        "database": Database(path=dg.EnvVar("SHOP_DATABASE"), threads=3)
    },
)

if __name__ == "__main__":
    os.environ["SHOP_DATABASE"] = ":memory:"
    dg.materialize([report], resources=defs.resources)

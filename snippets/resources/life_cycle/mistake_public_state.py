"""State kept in an attribute that is not private."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self.connection = duckdb.connect(self.path)


@dg.asset
def orders(database: Database) -> None:
    print(database.connection.execute("select 40 as amount").fetchall())


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database(path=":memory:")})

"""Run the same asset on two databases."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:run]
@dg.asset
def customers(database: Database) -> None:
    database.query("create table customers as select 'Ada' as name")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name in ["test", "production"]:
            database = Database(path=f"{folder}/{name}.duckdb")
            dg.materialize([customers], resources={"database": database})
            print(name, database.query("from customers"))
            # → test [('Ada',)]
            # → production [('Ada',)]
# --8<-- [end:run]

"""Add rows to a table on each run and keep those that are there."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(self.path)


# --8<-- [start:add]
@dg.asset
def orders(database: Database) -> dg.MaterializeResult:
    with database.connect() as shop:
        shop.sql("create table if not exists orders (amount integer)")
        shop.sql("insert into orders values (40)")
        rows = len(shop.table("orders"))
    return dg.MaterializeResult(metadata={"dagster/row_count": rows})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        for _day in ("Monday", "Tuesday"):
            dg.materialize([orders], resources={"database": database})
        with database.connect() as shop:
            print(shop.table("orders").fetchall())
            # → [(40,), (40,)]
# --8<-- [end:add]

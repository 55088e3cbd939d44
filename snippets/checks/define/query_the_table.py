"""Check a table with a query, without loading it."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:define]
@dg.asset
def orders(database: Database) -> None:
    rows = "select * from (values (1, 40), (2, 25), (2, 30)) as t(id, amount)"
    database.query(f"create or replace table orders as {rows}")


@dg.asset_check(asset=orders)
def ids_are_unique(database: Database) -> dg.AssetCheckResult:
    twice = database.query(
        "select id from orders group by id having count(*) > 1"
    )
    return dg.AssetCheckResult(
        passed=not twice, metadata={"twice": [row[0] for row in twice]}
    )


# --8<-- [end:define]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        result = dg.materialize(
            [orders, ids_are_unique], resources={"database": database}
        )
    [check] = result.get_asset_check_evaluations()
    print(check.passed, check.metadata["twice"].value)
    # → False [2]

"""Replace a table only after its successor has passed a check."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


days = [[40, 25], [0]]


# --8<-- [start:define]
@dg.asset
def new_orders(database: Database) -> None:
    amounts = f"unnest({days.pop(0)}) as amount"
    database.query(f"create or replace table new_orders as select {amounts}")


@dg.asset_check(asset=new_orders, blocking=True)
def amounts_are_positive(database: Database) -> dg.AssetCheckResult:
    bad = database.query("from new_orders where amount <= 0")
    return dg.AssetCheckResult(passed=not bad)


@dg.asset(deps=[new_orders])
def orders(database: Database) -> None:
    database.query("create or replace table orders as from new_orders")


# --8<-- [end:define]
if __name__ == "__main__":
    shop = [new_orders, amounts_are_positive, orders]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        resources = {"database": database}
        for _ in range(2):
            result = dg.materialize(
                shop, resources=resources, raise_on_error=False
            )
            print(result.success, database.query("from orders"))
            # → True [(40,), (25,)]
            # → False [(40,), (25,)]

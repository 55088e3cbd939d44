"""Load the rows of a table that an asset wrote by itself."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


class Tables(dg.ConfigurableIOManager):
    database: Database

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        raise NotImplementedError("These tables are only read.")

    def load_input(self, context: dg.InputContext) -> list[tuple[object, ...]]:
        return self.database.query(f"from {context.asset_key.path[-1]}")


@dg.asset
def orders(database: Database) -> None:
    database.query(
        "create or replace table orders as "
        "select * from (values (1, 40), (2, 25))"
    )


@dg.asset(ins={"orders": dg.AssetIn(input_manager_key="tables")})
def report(orders: list[tuple[int, int]]) -> None:
    print(orders)
    # → [(1, 40), (2, 25)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        resources = {"database": database, "tables": Tables(database=database)}
        dg.materialize([orders, report], resources=resources)

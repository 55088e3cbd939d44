"""Load the rows of a table that an asset wrote by itself."""

import tempfile

import dagster as dg
from dagster_duckdb import DuckDBResource


class Tables(dg.ConfigurableIOManager):
    shop: DuckDBResource

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        raise NotImplementedError("These tables are only read.")

    def load_input(self, context: dg.InputContext) -> object:
        table = context.asset_key.path[-1]
        with self.shop.get_connection() as connection:
            return connection.sql(f"from {table}").fetchall()


@dg.asset
def orders(shop: DuckDBResource) -> None:
    with shop.get_connection() as connection:
        connection.sql("create table orders as from (values (1, 40), (2, 25))")


@dg.asset(ins={"orders": dg.AssetIn(input_manager_key="tables")})
def report(orders: list[tuple[int, int]]) -> None:
    print(orders)
    # → [(1, 40), (2, 25)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = DuckDBResource(database=f"{folder}/shop.duckdb")
        resources = {"shop": shop, "tables": Tables(shop=shop)}
        dg.materialize([orders, report], resources=resources)

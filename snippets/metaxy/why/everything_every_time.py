"""Make all invoices in one statement, where that costs next to nothing."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def invoices(database: Database) -> None:
    orders = "(values (7, 40), (8, 65)) orders(order_id, amount)"
    print(database.query(f"select order_id, amount * 1.2 from {orders}"))
    # → [(7, Decimal('48.0')), (8, Decimal('78.0'))]


defs = dg.Definitions(
    assets=[invoices],
    resources={"database": Database(path=":memory:")},
)

if __name__ == "__main__":
    dg.materialize([invoices], resources=defs.resources)

"""Give a resource another resource."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


class Report(dg.ConfigurableResource):
    database: Database
    currency: str

    def total(self) -> str:
        [(amount,)] = self.database.query("select 15 + 25")
        return f"{amount} {self.currency}"


@dg.asset
def revenue(report: Report) -> None:
    print(report.total())
    # → 40 EUR


database = Database.configure_at_launch(path=":memory:")
shop = {
    "database": database,
    "report": Report(database=database, currency="EUR"),
}
defs = dg.Definitions(assets=[revenue], resources=shop)

if __name__ == "__main__":
    dg.materialize([revenue], resources=shop)

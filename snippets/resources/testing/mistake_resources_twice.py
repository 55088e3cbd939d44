"""A resource in the context and another as an argument."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:test]
@dg.asset
def revenue(context: dg.AssetExecutionContext, database: Database) -> int:
    rows = database.query("select amount from orders")
    context.log.info("read %s orders", len(rows))
    return sum(amount for (amount,) in rows)


class FakeDatabase(Database):
    path: str = "not used"

    def query(self, sql: str) -> list[tuple[int, ...]]:
        return [(40,), (60,)]


if __name__ == "__main__":
    database = FakeDatabase()
    context = dg.build_asset_context(resources={"database": database})
    revenue(context, database=database)
# --8<-- [end:test]

"""A fake that collects calls outside of itself."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def revenue(database: Database) -> int:
    rows = database.query("select amount from orders")
    return sum(amount for (amount,) in rows)


# --8<-- [start:test]
def test_orders_are_read_once() -> None:
    asked: list[str] = []

    class FakeDatabase(Database):
        def query(self, sql: str) -> list[tuple[int, ...]]:
            asked.append(sql)
            return [(40,), (60,)]

    dg.materialize([revenue], resources={"database": FakeDatabase(path="-")})
    assert asked == ["select amount from orders"]


# --8<-- [end:test]
if __name__ == "__main__":
    test_orders_are_read_once()
    print("passed")
    # → passed

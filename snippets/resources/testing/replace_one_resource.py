"""Run assets with one resource replaced and the others as they are."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:test]
@dg.asset
def orders(database: Database) -> list[int]:
    return [amount for (amount,) in database.query("from orders")]


@dg.asset
def revenue(orders: list[int], rate: dg.ResourceParam[float]) -> float:
    return sum(orders) * rate


resources = {"database": Database(path="shop.duckdb"), "rate": 1.25}


class FakeDatabase(Database):
    def query(self, sql: str) -> list[tuple[int, ...]]:
        return [(40,), (60,)]


def test_revenue_is_in_the_currency_of_the_shop() -> None:
    replaced = {**resources, "database": FakeDatabase(path="not used")}
    result = dg.materialize([orders, revenue], resources=replaced)
    assert result.output_for_node("revenue") == 125


# --8<-- [end:test]
if __name__ == "__main__":
    test_revenue_is_in_the_currency_of_the_shop()

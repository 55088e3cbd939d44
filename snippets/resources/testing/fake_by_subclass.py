"""Test an asset with a resource that answers from memory."""

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


class FakeDatabase(Database):
    path: str = "not used"

    def query(self, sql: str) -> list[tuple[int, ...]]:
        return [(40,), (60,)]


def test_revenue_is_the_sum_of_all_amounts() -> None:
    assert revenue(database=FakeDatabase()) == 100


if __name__ == "__main__":
    test_revenue_is_the_sum_of_all_amounts()
    print("passed")
    # → passed

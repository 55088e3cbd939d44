"""A mock that has every method, even those that the resource lacks."""

from unittest import mock

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:test]
@dg.asset
def revenue(database: Database) -> int:
    rows = database.fetch("select amount from orders")
    return sum(amount for (amount,) in rows)


def test_revenue_is_the_sum_of_all_amounts() -> None:
    database = mock.Mock()
    database.fetch.return_value = [(40,), (60,)]
    assert revenue(database=database) == 100


if __name__ == "__main__":
    test_revenue_is_the_sum_of_all_amounts()
    print("passed")
    # → passed
# --8<-- [end:test]

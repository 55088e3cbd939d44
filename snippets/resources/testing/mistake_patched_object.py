"""A method patched on one resource object."""

from unittest import mock

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
def test_revenue_is_the_sum_of_all_amounts() -> None:
    database = Database(path="not used")
    with mock.patch.object(database, "query", return_value=[(40,), (60,)]):
        assert revenue(database=database) == 100


# --8<-- [end:test]
if __name__ == "__main__":
    test_revenue_is_the_sum_of_all_amounts()

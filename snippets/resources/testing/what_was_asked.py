"""Test what an asset asked, with a mock that has the real signature."""

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
def test_only_amounts_are_read() -> None:
    with mock.patch.object(
        Database, "query", autospec=True, return_value=[(40,), (60,)]
    ) as query:
        assert revenue(database=Database(path="not used")) == 100
    query.assert_called_once_with(mock.ANY, "select amount from orders")


# --8<-- [end:test]
if __name__ == "__main__":
    test_only_amounts_are_read()
    print("passed")
    # → passed

"""A test that asserts nothing."""

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
    database = mock.Mock()
    # Unsafe, as each mock is before Python 3.12.
    database.query = mock.Mock(return_value=[], unsafe=True)
    revenue(database=database)
    assert database.query.called_once_with("drop table orders")


if __name__ == "__main__":
    test_only_amounts_are_read()
    print("passed")
    # → passed
# --8<-- [end:test]

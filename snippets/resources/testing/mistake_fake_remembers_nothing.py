"""A fake that collects calls, and has none at the end."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


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
class FakeDatabase(Database):
    path: str = "not used"
    _asked: list[str] = PrivateAttr(default_factory=list)

    def query(self, sql: str) -> list[tuple[int, ...]]:
        self._asked.append(sql)
        return [(40,), (60,)]


if __name__ == "__main__":
    database = FakeDatabase()
    dg.materialize([revenue], resources={"database": database})
    print(database._asked)
    # → []
# --8<-- [end:test]

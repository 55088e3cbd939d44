"""Test an asset with a real database in a temporary folder."""

import tempfile
from pathlib import Path

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[int, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


# --8<-- [start:test]
@dg.asset
def big_orders(database: Database) -> int:
    return database.query("select count(*) from orders where amount >= 50")[0][
        0
    ]


def test_an_order_is_big_from_50_on(tmp_path: Path) -> None:
    database = Database(path=str(tmp_path / "shop.duckdb"))
    database.query(
        "create table orders as "
        "from (values (49), (50), (51), (52)) as rows (amount)"
    )
    assert big_orders(database=database) == 3


# --8<-- [end:test]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_an_order_is_big_from_50_on(Path(folder))
        print("passed")
        # → passed

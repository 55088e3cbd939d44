"""Test an asset that reads its partition from the context."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    path: str
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = duckdb.connect(self.path)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._connection.close()

    def query(self, sql: str) -> list[tuple[int, ...]]:
        return self._connection.execute(sql).fetchall()


# --8<-- [start:test]
days = dg.DailyPartitionsDefinition("2026-01-01")


@dg.asset(partitions_def=days)
def daily_revenue(context: dg.AssetExecutionContext, database: Database) -> int:
    return database.query(
        "select sum(amount)::int from orders "
        f"where day = '{context.partition_key}'"
    )[0][0]


def test_only_the_day_of_the_partition_counts() -> None:
    with dg.build_asset_context(
        partition_key="2026-01-02",
        resources={"database": Database(path=":memory:")},
    ) as context:
        context.resources.database.query(
            "create table orders as from (values ('2026-01-01', 40), "
            "('2026-01-02', 20), ('2026-01-02', 5)) as o (day, amount)"
        )
        assert daily_revenue(context) == 25


# --8<-- [end:test]
if __name__ == "__main__":
    test_only_the_day_of_the_partition_counts()
    print("passed")
    # → passed

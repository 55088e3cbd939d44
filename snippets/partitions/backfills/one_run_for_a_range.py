"""Run three days in one run, with one query."""

import tempfile
from pathlib import Path

import dagster as dg
import duckdb

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-05")


class Database(dg.ConfigurableResource):
    path: str

    def execute(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql, values).fetchall()


@dg.asset(partitions_def=days)
def daily_revenue(
    context: dg.AssetExecutionContext, database: Database
) -> None:
    first, last = context.partition_key_range
    database.execute(
        "delete from revenue where day between ? and ?", first, last
    )
    database.execute(
        "insert into revenue select day, sum(amount) from orders "
        "where day between ? and ? group by day",
        first,
        last,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=str(Path(folder) / "shop.duckdb"))
        database.execute(
            "create table orders as from (values ('2025-05-01', 40), "
            "('2025-05-01', 25), ('2025-05-02', 30), ('2025-05-03', 10), "
            "('2025-05-04', 5)) as orders(day, amount);"
            "create table revenue (day text, amount int)"
        )
        dg.materialize(
            [daily_revenue],
            resources={"database": database},
            tags={
                "dagster/asset_partition_range_start": "2025-05-01",
                "dagster/asset_partition_range_end": "2025-05-03",
            },
        )
        for row in database.execute("from revenue order by day"):
            print(*row)
            # → 2025-05-01 65
            # → 2025-05-02 30
            # → 2025-05-03 10

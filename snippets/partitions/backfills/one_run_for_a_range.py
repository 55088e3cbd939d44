"""Run three days in one run, with one query."""

import tempfile

import dagster as dg
from dagster_duckdb import DuckDBResource

days = dg.DailyPartitionsDefinition("2025-05-01")


@dg.asset(partitions_def=days)
def daily_revenue(
    context: dg.AssetExecutionContext, shop: DuckDBResource
) -> None:
    with shop.get_connection() as connection:
        connection.execute(
            "insert or replace into revenue select day, sum(amount) "
            "from orders where day between ? and ? group by day",
            context.partition_key_range,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = DuckDBResource(database=f"{folder}/shop.duckdb")
        with shop.get_connection() as connection:
            connection.execute(
                "create table revenue (day text primary key, amount int);"
                "create table orders as from (values ('2025-05-01', 40), "
                "('2025-05-01', 25), ('2025-05-02', 30), ('2025-05-03', 10), "
                "('2025-05-04', 5)) as orders(day, amount)"
            )
            tags = {
                "dagster/asset_partition_range_start": "2025-05-01",
                "dagster/asset_partition_range_end": "2025-05-03",
            }
            dg.materialize([daily_revenue], resources={"shop": shop}, tags=tags)
            print(connection.sql("from revenue order by day").fetchall())
            # → [('2025-05-01', 65), ('2025-05-02', 30), ('2025-05-03', 10)]

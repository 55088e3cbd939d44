"""Store several days in one run, as rows of one table."""

import tempfile
from urllib.parse import quote

import dagster as dg
import duckdb
import polars as pl


class TableIOManager(dg.ConfigurableIOManager):
    database: str

    def handle_output(
        self, context: dg.OutputContext, obj: pl.DataFrame
    ) -> None:
        days = context.asset_partition_keys
        if not set(obj["day"]) <= set(days):
            raise ValueError(f"there are rows of other days than {days}")
        table = table_name(context)
        with duckdb.connect(self.database) as shop:
            shop.begin()
            shop.sql(f"create table if not exists {table} as from obj limit 0")
            shop.execute(f"delete from {table} where day in ?", [days])
            shop.sql(f"insert into {table} by name from obj")
            shop.commit()

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        days = context.asset_partition_keys
        query = f"from {table_name(context)} where day in ? order by all"
        with duckdb.connect(self.database) as shop:
            frame: pl.DataFrame = shop.sql(query, params=[days]).pl()
        return frame


def table_name(context: dg.OutputContext | dg.InputContext) -> str:
    names = [quote(part, safe="") for part in context.asset_key.path]
    return '"' + "/".join(names) + '"'


days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> pl.DataFrame:
    return pl.DataFrame({"day": context.partition_keys, "amount": 40})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        table = TableIOManager(database=f"{folder}/shop.duckdb")
        tags = {
            "dagster/asset_partition_range_start": "2026-01-05",
            "dagster/asset_partition_range_end": "2026-01-06",
        }
        dg.materialize([orders], resources={"io_manager": table}, tags=tags)
        with duckdb.connect(table.database) as shop:
            print(shop.sql("from orders order by day").fetchall())
            # → [('2026-01-05', 40), ('2026-01-06', 40)]

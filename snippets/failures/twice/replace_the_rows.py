"""Replace the rows of a day, so that a retry stores nothing twice."""

from tempfile import TemporaryDirectory

import dagster as dg
import duckdb


# --8<-- [start:write]
class Database(dg.ConfigurableResource):
    path: str

    def replace(self, day: str, amounts: list[int]) -> None:
        with duckdb.connect(self.path) as connection:
            connection.execute(
                "create table if not exists orders (day text, amount int)"
            )
            connection.begin()
            connection.execute("delete from orders where day = ?", [day])
            for row in [[day, amount] for amount in amounts]:
                connection.execute("insert into orders values (?, ?)", row)
            connection.commit()

    def read(self) -> list[tuple[str, int]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute("from orders order by all").fetchall()


# --8<-- [end:write]
days = dg.DailyPartitionsDefinition("2025-05-01")


# --8<-- [start:asset]
@dg.asset(partitions_def=days, retry_policy=dg.RetryPolicy(max_retries=1))
def orders(context: dg.AssetExecutionContext, database: Database) -> None:
    database.replace(context.partition_key, [25, 40])
    if context.retry_number == 0:
        raise ConnectionError("the shop does not answer")


# --8<-- [end:asset]
if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        # --8<-- [start:run]
        database = Database(path=f"{folder}/shop.duckdb")
        resources = {"database": database}
        for day in ("2025-05-01", "2025-05-02", "2025-05-01"):
            dg.materialize([orders], resources=resources, partition_key=day)
        print(database.read()[:2])
        # → [('2025-05-01', 25), ('2025-05-01', 40)]
        print(database.read()[2:])
        # → [('2025-05-02', 25), ('2025-05-02', 40)]
        # --8<-- [end:run]

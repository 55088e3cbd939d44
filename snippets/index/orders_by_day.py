"""Store the orders of each day with a database resource, one run per day."""

import tempfile

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql, values).fetchall()


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2025-05-01"))
def orders(context: dg.AssetExecutionContext, database: Database) -> None:
    day = context.partition_key
    database.query("create table if not exists orders (day date, amount int)")
    database.query("delete from orders where day = ?", day)
    database.query("insert into orders values (?, 40), (?, 25)", day, day)


database = Database(path="shop.duckdb")
defs = dg.Definitions(assets=[orders], resources={"database": database})

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.duckdb")
        resources = {"database": database}
        for day in ["2025-05-01", "2025-05-02", "2025-05-02"]:
            dg.materialize([orders], partition_key=day, resources=resources)
        sql = "select day, sum(amount) from orders group by day order by day"
        for row in database.query(sql):
            print(*row)
            # → 2025-05-01 65
            # → 2025-05-02 65

"""Open a database at each tick of a sensor, and close it after the tick."""

import dagster as dg
import duckdb
from pydantic import PrivateAttr


class Database(dg.ConfigurableResource):
    _connection: duckdb.DuckDBPyConnection = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._connection = duckdb.connect()
        print("opened")
        # → opened

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._connection.close()
        print("closed")
        # → closed

    def query(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


@dg.asset
def revenue() -> None: ...


@dg.sensor(target=[revenue])
def new_orders(database: Database) -> dg.SkipReason:
    return dg.SkipReason(f"orders: {database.query('select 0')}")


shop = {"database": Database()}
defs = dg.Definitions(assets=[revenue], sensors=[new_orders], resources=shop)

if __name__ == "__main__":
    with dg.build_sensor_context(resources=shop) as context:
        print(new_orders.evaluate_tick(context).skip_message)
        # → orders: [(0,)]

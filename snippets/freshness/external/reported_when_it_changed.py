"""Report the prices of another team each time that they are loaded."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import duckdb

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
prices = dg.AssetSpec("prices", freshness_policy=a_day)


class Warehouse(dg.ConfigurableResource):
    path: str

    def ask(self, sql: str) -> list[tuple[str]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def look_at_prices(
    context: dg.SensorEvaluationContext, warehouse: Warehouse
) -> dg.SensorResult | dg.SkipReason:
    [[loaded_at]] = warehouse.ask("select max(loaded_at) from prices")
    if loaded_at == context.cursor:
        return dg.SkipReason(f"not loaded since {loaded_at}")
    event = dg.AssetMaterialization(prices.key)
    return dg.SensorResult(asset_events=[event], cursor=loaded_at)


shop = {"warehouse": Warehouse(path="shop.duckdb")}
defs = dg.Definitions([prices], sensors=[look_at_prices], resources=shop)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(path=str(Path(folder, "shop.duckdb")))
        warehouse.ask("create table prices (loaded_at text)")
        for loaded_at, cursor in [("May 4", None), ("May 4", "May 4")]:
            warehouse.ask(f"insert into prices values ('{loaded_at}')")
            tick = look_at_prices.evaluate_tick(
                dg.build_sensor_context(
                    cursor=cursor, resources={"warehouse": warehouse}
                )
            )
            print(len(tick.asset_events))
            # → 1
            # → 0

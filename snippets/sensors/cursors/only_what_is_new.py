"""Ask for a run for the orders that came after those of the last tick."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import duckdb


class Orders(dg.Config):
    after: int
    up_to: int


@dg.asset
def revenue(config: Orders) -> None: ...


@dg.sensor(target=[revenue])
def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    last = int(context.cursor or 0)
    with duckdb.connect(os.environ["SHOP_DATABASE"]) as shop:
        (newest,) = shop.sql("select max(id) from orders").fetchall()[0]
    if newest is None or newest <= last:
        return dg.SensorResult(skip_reason=f"nothing after order {last}")
    config = dg.RunConfig({"revenue": Orders(after=last, up_to=newest)})
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_config=config)], cursor=str(newest)
    )


defs = dg.Definitions(assets=[revenue], sensors=[new_orders])

if __name__ == "__main__":
    cursor = None
    with TemporaryDirectory() as folder:
        os.environ["SHOP_DATABASE"] = str(Path(folder, "shop.duckdb"))
        for change in [
            "create table orders as select 7 as id",
            "insert into orders values (8), (9)",
            "analyze",
        ]:
            with duckdb.connect(os.environ["SHOP_DATABASE"]) as shop:
                shop.sql(change)
            with dg.build_sensor_context(cursor=cursor) as context:
                tick = new_orders.evaluate_tick(context)
            cursor = tick.cursor
            for request in tick.run_requests or []:
                print(request.run_config["ops"]["revenue"]["config"])
                # → {'after': 0, 'up_to': 7}
                # → {'after': 7, 'up_to': 9}
            if tick.skip_message:
                print(tick.skip_message)
                # → nothing after order 9

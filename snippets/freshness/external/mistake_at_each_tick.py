"""A sensor that reports a file at each tick, whether it changed or not."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
prices = dg.AssetSpec("prices", freshness_policy=a_day)


@dg.sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def look_at_prices(
    context: dg.SensorEvaluationContext, file: dg.ResourceParam[Path]
) -> dg.SensorResult:
    events = [dg.AssetMaterialization(prices.key)] if file.exists() else []
    return dg.SensorResult(asset_events=events)


defs = dg.Definitions(
    assets=[prices],
    sensors=[look_at_prices],
    resources={"file": Path("prices.csv")},
)

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        file = Path(folder, "prices.csv")
        file.touch()
        for _ in range(3):
            context = dg.build_sensor_context(resources={"file": file})
            print(len(look_at_prices.evaluate_tick(context).asset_events))
            # → 1
            # → 1
            # → 1

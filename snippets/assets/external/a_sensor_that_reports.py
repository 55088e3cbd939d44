"""Watch a folder and report each new file as a materialization."""

import tempfile
from pathlib import Path

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


@dg.sensor()
def new_prices(
    context: dg.SensorEvaluationContext, inbox: dg.ResourceParam[Path]
) -> dg.SensorResult:
    seen = context.cursor or ""
    files = sorted(path.name for path in inbox.glob("*.csv"))
    events = [
        dg.AssetMaterialization(supplier_prices.key, metadata={"file": file})
        for file in files
        if file > seen
    ]
    return dg.SensorResult(asset_events=events, cursor=max(files, default=seen))


defs = dg.Definitions(
    assets=[supplier_prices],
    sensors=[new_prices],
    resources={"inbox": Path("inbox")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = {"inbox": Path(folder)}
        Path(folder, "march.csv").touch()
        for cursor in (None, "march.csv"):
            context = dg.build_sensor_context(cursor=cursor, resources=shop)
            tick = new_prices.evaluate_tick(context)
            print([event.metadata["file"].value for event in tick.asset_events])
            # → ['march.csv']
            # → []

"""Watch a folder and report each new file as a materialization."""

import tempfile
from pathlib import Path

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.sensor()
def new_prices(
    context: dg.SensorEvaluationContext, inbox: Inbox
) -> dg.SensorResult:
    seen = context.cursor or ""
    files = sorted(path.name for path in Path(inbox.folder).glob("*.csv"))
    return dg.SensorResult(
        asset_events=[
            dg.AssetMaterialization(
                supplier_prices.key, metadata={"file": file}
            )
            for file in files
            if file > seen
        ],
        cursor=max(files, default=seen),
    )


defs = dg.Definitions(
    assets=[supplier_prices],
    sensors=[new_prices],
    resources={"inbox": Inbox(folder="inbox")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        inbox = Inbox(folder=folder)
        cursor = None
        for day in ("2026-03-01", "2026-03-02"):
            Path(folder, f"{day}.csv").touch()
            context = dg.build_sensor_context(
                cursor=cursor, resources={"inbox": inbox}
            )
            tick = new_prices.evaluate_tick(context)
            cursor = tick.cursor
            for event in tick.asset_events:
                print(event.metadata["file"].value)
                # → 2026-03-01.csv
                # → 2026-03-02.csv

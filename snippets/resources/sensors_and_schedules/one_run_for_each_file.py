"""Ask for one run for each new file, with the inbox that the run uses too."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str

    def names(self) -> list[str]:
        return sorted(path.name for path in Path(self.folder).iterdir())


@dg.asset
def orders(context: dg.AssetExecutionContext, inbox: Inbox) -> None:
    print(Path(inbox.folder, context.run.tags["file"]).read_text())
    # → 7,40


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> Iterator[dg.RunRequest]:
    for name in inbox.names():
        yield dg.RunRequest(run_key=name, tags={"file": name})


shop = {"inbox": Inbox(folder=dg.EnvVar("SHOP_INBOX"))}
defs = dg.Definitions(assets=[orders], sensors=[new_files], resources=shop)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHOP_INBOX"] = folder
        Path(folder, "monday.csv").write_text("7,40")
        with dg.build_sensor_context(resources=shop) as context:
            tick = new_files.evaluate_tick(context)
        for request in tick.run_requests or []:
            dg.materialize([orders], resources=shop, tags=request.tags)

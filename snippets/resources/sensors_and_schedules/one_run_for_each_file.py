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

    def read(self, name: str) -> str:
        return (Path(self.folder) / name).read_text()


class File(dg.Config):
    name: str


@dg.asset
def orders(config: File, inbox: Inbox) -> None:
    print(inbox.read(config.name))
    # → 7,40


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> Iterator[dg.RunRequest]:
    for name in inbox.names():
        config = dg.RunConfig(ops={"orders": File(name=name)})
        yield dg.RunRequest(run_key=name, run_config=config)


shop = {"inbox": Inbox(folder=dg.EnvVar("SHOP_INBOX"))}
defs = dg.Definitions(assets=[orders], sensors=[new_files], resources=shop)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHOP_INBOX"] = folder
        (Path(folder) / "monday.csv").write_text("7,40")
        with dg.build_sensor_context(resources=shop) as context:
            tick = new_files.evaluate_tick(context)
        for request in tick.run_requests or []:
            print(request.run_key)
            # → monday.csv
            dg.materialize(
                [orders], resources=shop, run_config=request.run_config
            )

"""Write a file under another name, and rename it when it is complete."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> Iterator[dg.RunRequest]:
    for file in sorted(Path(inbox.folder).glob("*.csv")):
        yield dg.RunRequest(run_key=file.name)


# --8<-- [start:use]
def look(folder: str) -> list[str | None]:
    shop = {"inbox": Inbox(folder=folder)}
    with dg.build_sensor_context(resources=shop) as context:
        requests = new_files.evaluate_tick(context).run_requests
    return [request.run_key for request in requests or []]


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        part = Path(folder, "monday.csv.part")
        part.write_text("7,40\n")
        print(look(folder))
        # → []
        part.write_text("7,40\n8,60\n")
        part.rename(Path(folder, "monday.csv"))
        print(look(folder))
        # → ['monday.csv']
# --8<-- [end:use]

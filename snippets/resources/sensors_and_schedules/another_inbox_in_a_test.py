"""Call a sensor with an inbox that no disk holds."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str

    def names(self) -> list[str]:
        return sorted(path.name for path in Path(self.folder).iterdir())


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> Iterator[dg.RunRequest]:
    for name in inbox.names():
        yield dg.RunRequest(run_key=name)


# --8<-- [start:test]
class TwoFiles(Inbox):
    folder: str = "nowhere"

    def names(self) -> list[str]:
        return ["monday.csv", "tuesday.csv"]


def test_each_file_is_one_run() -> None:
    with dg.build_sensor_context(resources={"inbox": TwoFiles()}) as context:
        requests = new_files.evaluate_tick(context).run_requests or []
    assert [r.run_key for r in requests] == ["monday.csv", "tuesday.csv"]


# --8<-- [end:test]
if __name__ == "__main__":
    test_each_file_is_one_run()

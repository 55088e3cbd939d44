"""Add a key for each file that appears, and drop it with its file."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

order_files = dg.DynamicPartitionsDefinition(name="order_files")


class Inbox(dg.ConfigurableResource):
    folder: str

    def names(self) -> set[str]:
        names = {path.name for path in Path(self.folder).iterdir()}
        return {name for name in names if re.fullmatch(r"[\w-]+\.csv", name)}

    def read(self, name: str) -> str:
        return (Path(self.folder) / name).read_text()


@dg.asset(partitions_def=order_files)
def orders(context: dg.AssetExecutionContext, inbox: Inbox) -> str:
    return inbox.read(context.partition_key)


@dg.sensor(target=[orders])
def new_files(
    context: dg.SensorEvaluationContext, inbox: Inbox
) -> dg.SensorResult:
    found = inbox.names()
    known = set(context.instance.get_dynamic_partitions("order_files"))
    new, gone = sorted(found - known), sorted(known - found)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(partition_key=key) for key in new],
        dynamic_partitions_requests=[
            order_files.build_add_request(new),
            order_files.build_delete_request(gone),
        ],
    )


resources = {"inbox": Inbox(folder="inbox")}
defs = dg.Definitions([orders], sensors=[new_files], resources=resources)

if __name__ == "__main__":
    with dg.instance_for_test() as instance, TemporaryDirectory() as folder:
        (Path(folder) / "may.csv").write_text("7,40")
        with dg.build_sensor_context(
            instance_ref=instance.get_ref(),
            definitions=defs,
            resources={"inbox": Inbox(folder=folder)},
        ) as context:
            tick = new_files.evaluate_tick(context)
        print([run.partition_key for run in tick.run_requests or []])
        # → ['may.csv']

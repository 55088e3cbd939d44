"""A partition key that is a path and leads out of the folder."""

import tempfile
from pathlib import Path

import dagster as dg


class TextIOManager(dg.ConfigurableIOManager):
    folder: str

    def handle_output(self, context: dg.OutputContext, obj: str) -> None:
        Path(self.folder, f"{context.partition_key}.txt").write_text(obj)

    def load_input(self, context: dg.InputContext) -> object: ...


uploads = dg.DynamicPartitionsDefinition(name="uploads")


@dg.asset(partitions_def=uploads)
def orders() -> str:
    return "orders of one upload"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        files = TextIOManager(folder=f"{home}/shop/orders")
        Path(files.folder).mkdir(parents=True)
        instance = dg.DagsterInstance.ephemeral()
        instance.add_dynamic_partitions("uploads", ["../../x"])
        dg.materialize(
            [orders],
            partition_key="../../x",
            resources={"io_manager": files},
            instance=instance,
        )
        print(sorted(path.name for path in Path(home).iterdir()))
        # → ['shop', 'x.txt']
        print(Path(home, "x.txt").read_text())
        # → orders of one upload

"""An IO manager that asks for the one key of a run that has two."""

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


class LogIOManager(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print(f"storing {context.partition_key}: {obj}")

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> dict[str, int]:
    return dict.fromkeys(context.partition_keys, 40)


if __name__ == "__main__":
    dg.materialize(
        [orders],
        resources={"io_manager": LogIOManager()},
        tags={
            "dagster/asset_partition_range_start": "2026-01-05",
            "dagster/asset_partition_range_end": "2026-01-06",
        },
    )

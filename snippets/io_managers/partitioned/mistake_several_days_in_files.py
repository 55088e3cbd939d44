"""Several days in one run, with an IO manager that writes one file."""

import tempfile

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


@dg.asset(partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> dict[str, int]:
    return dict.fromkeys(context.partition_keys, 40)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [orders],
            resources={"io_manager": dg.FilesystemIOManager(base_dir=folder)},
            tags={
                "dagster/asset_partition_range_start": "2026-01-05",
                "dagster/asset_partition_range_end": "2026-01-06",
            },
        )

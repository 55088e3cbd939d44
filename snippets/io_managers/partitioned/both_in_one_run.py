"""Materialize an asset with partitions and one without in the same run."""

import tempfile
from pathlib import Path

import dagster as dg

days = dg.StaticPartitionsDefinition(["2026-01-05", "2026-01-06"])


# --8<-- [start:run]
@dg.asset
def tax_rate() -> float:
    return 0.25


@dg.asset(partitions_def=days)
def tax(tax_rate: float) -> float:
    return 40 * tax_rate


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [tax_rate, tax],
            partition_key="2026-01-05",
            resources={"io_manager": dg.FilesystemIOManager(base_dir=folder)},
        )
        stored = Path(folder).rglob("*")
        print(sorted(str(p.relative_to(folder)) for p in stored if p.is_file()))
        # → ['tax/2026-01-05', 'tax_rate']
# --8<-- [end:run]

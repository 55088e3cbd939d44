"""A check of one shop that loads the orders of every shop."""

import contextlib
import tempfile

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin", "paris"])


@dg.asset(partitions_def=shops)
def orders() -> int:
    return 40


@dg.asset_check(asset=orders)
def is_positive(orders: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=orders > 0)


if __name__ == "__main__":
    files = dg.FilesystemIOManager(base_dir="storage")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize(
            [orders, is_positive],
            partition_key="berlin",
            resources={"io_manager": files},
        )

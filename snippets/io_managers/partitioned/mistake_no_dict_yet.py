"""A dict of all shops that is not a dict as long as there is one shop."""

import tempfile

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin"])


@dg.asset(partitions_def=shops)
def shop_revenue() -> int:
    return 40


@dg.asset
def revenue(shop_revenue: dict[str, int]) -> int:
    return sum(shop_revenue.values())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        dg.materialize(
            [shop_revenue, revenue],
            partition_key="berlin",
            resources={"io_manager": dg.FilesystemIOManager(base_dir=folder)},
        )

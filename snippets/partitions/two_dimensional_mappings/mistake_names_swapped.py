"""A mapping that names the dimensions of the wrong asset first."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

days = dg.DailyPartitionsDefinition(start_date="2025-05-05")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-05", day_offset=1)
shops = dg.StaticPartitionsDefinition(["berlin", "lyon"])
each_dimension = dg.MultiPartitionMapping(
    {
        "week": dg.DimensionPartitionMapping(
            "day", dg.TimeWindowPartitionMapping()
        ),
        "shop": dg.DimensionPartitionMapping(
            "shop", dg.IdentityPartitionMapping()
        ),
    }
)


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"day": days, "shop": shops})
)
def orders() -> None: ...


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"week": weeks, "shop": shops}),
    deps=[dg.AssetDep(orders, partition_mapping=each_dimension)],
)
def revenue() -> None: ...


if __name__ == "__main__":
    dg.Definitions.validate_loadable(dg.Definitions(assets=[orders, revenue]))

"""Read the days of a week in the shops of a country."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

COUNTRY_OF = {"berlin": "germany", "hamburg": "germany", "lyon": "france"}

days = dg.DailyPartitionsDefinition(start_date="2025-05-05")
weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-05", day_offset=1)
shops = dg.StaticPartitionsDefinition(list(COUNTRY_OF))
countries = dg.StaticPartitionsDefinition(["france", "germany"])

day_to_week = dg.TimeWindowPartitionMapping()
shop_to_country = dg.StaticPartitionMapping(COUNTRY_OF)
each_dimension = dg.MultiPartitionMapping(
    {
        "day": dg.DimensionPartitionMapping("week", day_to_week),
        "shop": dg.DimensionPartitionMapping("country", shop_to_country),
    }
)


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition({"day": days, "shop": shops})
)
def orders() -> None: ...


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition(
        {"week": weeks, "country": countries}
    ),
    deps=[dg.AssetDep(orders, partition_mapping=each_dimension)],
)
def revenue(context: dg.AssetExecutionContext) -> None:
    keys = sorted(context.asset_partition_keys_for_input("orders"))
    print(len(keys), "keys from", keys[0], "to", keys[-1])
    # → 14 keys from 2025-05-05|berlin to 2025-05-11|hamburg


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    key = dg.MultiPartitionKey({"week": "2025-05-05", "country": "germany"})
    dg.materialize([orders, revenue], selection=[revenue], partition_key=key)

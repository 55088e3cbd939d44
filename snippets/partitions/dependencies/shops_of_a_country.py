"""Map one fixed list of keys to another."""

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin", "hamburg", "lyon"])
countries = dg.StaticPartitionsDefinition(["germany", "france"])


@dg.asset(partitions_def=shops)
def revenue() -> None: ...


# --8<-- [start:mapping]
country_of_shop = dg.StaticPartitionMapping(
    {"berlin": "germany", "hamburg": "germany", "lyon": "france"}
)


@dg.asset(
    partitions_def=countries,
    deps=[dg.AssetDep(revenue, partition_mapping=country_of_shop)],
)
def country_revenue(context: dg.AssetExecutionContext) -> None:
    shops_read = context.asset_partition_keys_for_input("revenue")
    print(context.partition_key, sorted(shops_read))
    # → germany ['berlin', 'hamburg']
    # → france ['lyon']


if __name__ == "__main__":
    for country in countries.get_partition_keys():
        dg.materialize(
            [revenue, country_revenue],
            selection=[country_revenue],
            partition_key=country,
        )
# --8<-- [end:mapping]

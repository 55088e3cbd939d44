"""A mapping that forgets a shop."""

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin", "hamburg", "lyon"])
countries = dg.StaticPartitionsDefinition(["germany", "france"])
country_of_shop = dg.StaticPartitionMapping(
    {"berlin": "germany", "hamburg": "germany"}
)


@dg.asset(partitions_def=shops)
def revenue() -> int: ...


@dg.asset(
    partitions_def=countries,
    ins={"revenue": dg.AssetIn(partition_mapping=country_of_shop)},
)
def country_revenue(revenue: object) -> None:
    print(f"revenue of the country: {revenue}")
    # → revenue of the country: None


if __name__ == "__main__":
    dg.Definitions.validate_loadable(
        dg.Definitions(assets=[revenue, country_revenue])
    )
    dg.materialize(
        [revenue, country_revenue],
        selection=[country_revenue],
        partition_key="france",
    )

"""A function from a library you cannot change, used by an asset of today."""

import dagster as dg


@dg.resource(config_schema={"currency": str})
def library_prices(context: dg.InitResourceContext) -> dict[str, str]:
    return {"tea": f"3 {context.resource_config['currency']}"}


@dg.asset
def tea(prices: dg.ResourceParam[dict[str, str]]) -> None:
    print(prices["tea"])
    # → 3 EUR


defs = dg.Definitions(
    assets=[tea],
    resources={"prices": library_prices.configured({"currency": "EUR"})},
)

if __name__ == "__main__":
    dg.materialize([tea], resources=defs.resources)

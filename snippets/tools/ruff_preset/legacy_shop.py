"""A shop as it was written some years ago."""

from dagster import (
    AssetExecutionContext,
    AssetKey,
    Definitions,
    InitResourceContext,
    asset,
    materialize,
    resource,
)
from dagster._core.definitions.events import AssetMaterialization


@resource(config_schema={"currency": str})
def prices(context: InitResourceContext) -> dict[str, str]:
    return {"tea": f"4 {context.resource_config['currency']}"}


@asset(required_resource_keys={"prices"})
def price_of_tea(context: AssetExecutionContext) -> str:
    return str(context.resources.prices["tea"])


resources = {"prices": prices.configured({"currency": "EUR"})}
defs = Definitions(assets=[price_of_tea], resources=resources)

if __name__ == "__main__":
    result = materialize([price_of_tea], resources=resources)
    print(result.output_for_node("price_of_tea"))
    # → 4 EUR
    made = result.asset_materializations_for_node("price_of_tea")[0]
    assert isinstance(made, AssetMaterialization)
    print(made.asset_key == AssetKey("price_of_tea"))
    # → True

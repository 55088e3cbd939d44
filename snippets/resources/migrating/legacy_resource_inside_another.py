"""A resource that needs another, in the old way."""

import dagster as dg


@dg.resource
def currency(context: dg.InitResourceContext) -> str:
    return "EUR"


@dg.resource(required_resource_keys={"currency"})
def prices(context: dg.InitResourceContext) -> dict[str, str]:
    return {"tea": f"3 {context.resources.currency}"}


@dg.asset(required_resource_keys={"prices"})
def tea(context: dg.AssetExecutionContext) -> None:
    print(context.resources.prices["tea"])
    # → 3 EUR


if __name__ == "__main__":
    resources = {"currency": currency, "prices": prices}
    dg.materialize([tea], resources=resources)

"""A resource taken from the context without asking for it."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str


@dg.asset
def tea(context: dg.AssetExecutionContext) -> None:
    print(context.resources.prices.currency)


if __name__ == "__main__":
    dg.materialize([tea], resources={"prices": Prices(currency="EUR")})

"""A resource that has moved, an asset that has, and one that has not."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str

    def of(self, product: str) -> str:
        return f"{len(product)} {self.currency}"


@dg.asset(required_resource_keys={"prices"})
def tea(context: dg.AssetExecutionContext) -> None:
    print(context.resources.prices.of("tea"))
    # → 3 EUR


@dg.asset
def coffee(prices: Prices) -> None:
    print(prices.of("coffee"))
    # → 6 EUR


defs = dg.Definitions(
    assets=[tea, coffee],
    resources={"prices": Prices(currency="EUR")},
)

if __name__ == "__main__":
    dg.materialize([tea, coffee], resources=defs.resources)

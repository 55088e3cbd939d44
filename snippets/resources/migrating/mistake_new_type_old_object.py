"""An asset that has moved, on a resource that has not."""

import dagster as dg


@dg.resource
def old_prices(context: dg.InitResourceContext) -> dict[str, str]:
    return {"tea": "3 EUR"}


class Prices(dg.ConfigurableResource):
    def of(self, product: str) -> str:
        return f"{product}: 3 EUR"


@dg.asset
def tea(prices: Prices) -> None:
    print(prices.of("tea"))


if __name__ == "__main__":
    dg.materialize([tea], resources={"prices": old_prices})

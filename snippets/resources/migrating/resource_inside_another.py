"""A resource that needs another, as a field."""

import dagster as dg


class Currency(dg.ConfigurableResource):
    code: str


class Prices(dg.ConfigurableResource):
    currency: Currency

    def of(self, product: str) -> str:
        return f"3 {self.currency.code}" if product == "tea" else "unknown"


@dg.asset
def tea(prices: Prices) -> None:
    print(prices.of("tea"))
    # → 3 EUR


if __name__ == "__main__":
    prices = Prices(currency=Currency(code="EUR"))
    dg.materialize([tea], resources={"prices": prices})

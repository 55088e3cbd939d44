"""The same shop as it is written now."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str

    def of_tea(self) -> str:
        return f"4 {self.currency}"


@dg.asset
def price_of_tea(prices: Prices) -> str:
    return prices.of_tea()


resources = {"prices": Prices(currency="EUR")}
defs = dg.Definitions(assets=[price_of_tea], resources=resources)

if __name__ == "__main__":
    result = dg.materialize([price_of_tea], resources=resources)
    print(result.output_for_node("price_of_tea"))
    # → 4 EUR
    made = result.asset_materializations_for_node("price_of_tea")[0]
    print(made.asset_key == dg.AssetKey("price_of_tea"))
    # → True

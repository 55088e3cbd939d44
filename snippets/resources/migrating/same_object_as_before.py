"""A class that hands out what the old function handed out."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str

    def create_resource(
        self, context: dg.InitResourceContext
    ) -> dict[str, str]:
        return {"tea": f"3 {self.currency}"}


@dg.asset
def tea(prices: dg.ResourceParam[dict[str, str]]) -> None:
    print(prices["tea"])
    # → 3 EUR


defs = dg.Definitions(
    assets=[tea],
    resources={"prices": Prices(currency="EUR")},
)

if __name__ == "__main__":
    dg.materialize([tea], resources=defs.resources)

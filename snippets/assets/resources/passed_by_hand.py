"""Call an asset in a test, with a resource passed by hand."""

import dagster as dg


class Shop(dg.ConfigurableResource):
    currency: str = "EUR"


@dg.asset
def price_tag(shop: Shop) -> str:
    return f"40 {shop.currency}"


# --8<-- [start:call]
if __name__ == "__main__":
    print(price_tag(shop=Shop(currency="CHF")))
    # → 40 CHF
# --8<-- [end:call]

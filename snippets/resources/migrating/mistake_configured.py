"""A class configured as if it were the old function."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str


prices = Prices.configured({"currency": "EUR"})

"""An asset that asks for its resources in both ways."""

import dagster as dg


class Prices(dg.ConfigurableResource):
    currency: str


class Mail(dg.ConfigurableResource):
    sender: str


@dg.asset(required_resource_keys={"mail"})
def tea(context: dg.AssetExecutionContext, prices: Prices) -> None: ...

"""A context annotated with a class of one's own."""

import dagster as dg


class ShopContext(dg.AssetExecutionContext):
    shop: str


@dg.asset
def orders(context: ShopContext) -> None: ...

"""A function that may make some of its assets, but makes all of them."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")],
    can_subset=True,
)
def shop_data() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("orders")
    yield dg.MaterializeResult("customers")


if __name__ == "__main__":
    dg.materialize([shop_data], selection=["orders"])

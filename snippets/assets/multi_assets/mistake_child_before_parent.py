"""A result that comes before the one it depends on."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("revenue", deps=["orders"])]
)
def sales() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("revenue")
    yield dg.MaterializeResult("orders")


dg.materialize([sales])

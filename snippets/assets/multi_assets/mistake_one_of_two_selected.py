"""A job for one asset of a function that makes all of them or none."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
def shop_data() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("orders")
    yield dg.MaterializeResult("customers")


dg.materialize([shop_data], selection=["orders"])

"""Leave out an asset that has nothing new, and what depends on it."""

from collections.abc import Iterator

import dagster as dg

RETURNED: list[int] = []


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("returns", skippable=True)]
)
def shop_data() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("orders")
    if RETURNED:
        yield dg.MaterializeResult("returns")


@dg.asset(deps=["returns"])
def refunds() -> None: ...


@dg.asset(deps=["orders"])
def revenue() -> None: ...


defs = dg.Definitions(assets=[shop_data, refunds, revenue])

if __name__ == "__main__":
    result = dg.materialize([shop_data, refunds, revenue])
    for event in result.get_asset_materialization_events():
        key = event.materialization.asset_key
        print(key.to_user_string(), "is materialized")
        # → orders is materialized
        # → revenue is materialized

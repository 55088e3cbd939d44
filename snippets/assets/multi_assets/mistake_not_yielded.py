"""A result that is forgotten and recorded nevertheless."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
def shop_data() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("orders")


if __name__ == "__main__":
    result = dg.materialize([shop_data])
    for event in result.get_asset_materialization_events():
        key = event.materialization.asset_key
        print(key.to_user_string(), "is materialized")
        # → orders is materialized
        # → customers is materialized

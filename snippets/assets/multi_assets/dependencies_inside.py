"""Let one asset of a function depend on another asset of that function."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def prices() -> None: ...


@dg.multi_asset(
    specs=[
        dg.AssetSpec("orders"),
        dg.AssetSpec("revenue", deps=["orders", prices]),
    ]
)
def sales() -> Iterator[dg.MaterializeResult]:
    yield dg.MaterializeResult("orders")
    yield dg.MaterializeResult("revenue")


defs = dg.Definitions(assets=[prices, sales])

if __name__ == "__main__":
    for spec in sorted(sales.specs, key=lambda spec: spec.key):
        parents = sorted(dep.asset_key.to_user_string() for dep in spec.deps)
        print(spec.key.to_user_string(), "needs", parents)
        # → orders needs []
        # → revenue needs ['orders', 'prices']

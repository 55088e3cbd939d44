"""A step of two checks that gives a result only for one."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec("not_empty", asset=orders),
        dg.AssetCheckSpec("paid", asset=orders),
    ],
)
def checks(orders: list[int]) -> Iterator[dg.AssetCheckResult]:
    yield dg.AssetCheckResult(check_name="not_empty", passed=len(orders) > 0)
    if orders:
        yield dg.AssetCheckResult(check_name="paid", passed=min(orders) > 0)


if __name__ == "__main__":
    dg.materialize([orders, checks])

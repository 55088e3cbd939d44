"""An asset that a blocking check cannot stop, since nothing ties them."""

import dagster as dg

table: list[int] = [40]


@dg.asset
def orders() -> None:
    table.clear()


@dg.asset_check(asset=orders, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(table) > 0)


@dg.asset
def revenue() -> None:
    print("revenue:", sum(table))
    # → revenue: 0


if __name__ == "__main__":
    result = dg.materialize([orders, not_empty, revenue], raise_on_error=False)
    print(result.success)
    # → False

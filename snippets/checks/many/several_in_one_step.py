"""Load a table once, and give each of its checks a result."""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

LEAST = {"amount": 0, "quantity": 1}


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": [40, -5], "quantity": [1, 2]})


# --8<-- [start:checks]
@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(f"{column}_at_least_{least}", asset=orders)
        for column, least in LEAST.items()
    ],
)
def enough(orders: pd.DataFrame) -> Iterator[dg.AssetCheckResult]:
    for column, least in LEAST.items():
        yield dg.AssetCheckResult(
            asset_key="orders",
            check_name=f"{column}_at_least_{least}",
            passed=bool((orders[column] >= least).all()),
        )


# --8<-- [end:checks]
if __name__ == "__main__":
    result = dg.materialize([orders, enough])
    for each in result.get_asset_check_evaluations():
        print(each.check_name, each.passed)
        # → amount_at_least_0 False
        # → quantity_at_least_1 True

"""A result of NumPy that is not a bool."""

import dagster as dg
import pandas as pd


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": [40, 25]})


@dg.asset_check(asset=orders)
def amounts_are_positive(orders: pd.DataFrame) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=(orders["amount"] > 0).all())


if __name__ == "__main__":
    dg.materialize([orders, amounts_are_positive])

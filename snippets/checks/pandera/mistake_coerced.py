"""A check that converts the amounts, and passes."""

import dagster as dg
import pandas as pd
import pandera.pandas as pa


class Orders(pa.DataFrameModel):
    amount: int = pa.Field(gt=0, coerce=True)


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": ["40", "25"]})


@dg.asset_check(asset=orders)
def follow_the_model(orders: pd.DataFrame) -> dg.AssetCheckResult:
    try:
        Orders.validate(orders, lazy=True)
    except pa.errors.SchemaErrors:
        return dg.AssetCheckResult(passed=False)
    return dg.AssetCheckResult(passed=True)


@dg.asset
def revenue(orders: pd.DataFrame) -> None:
    print(orders["amount"].sum())
    # → 4025


if __name__ == "__main__":
    result = dg.materialize([orders, follow_the_model, revenue])
    print(result.get_asset_check_evaluations()[0].passed)
    # → True

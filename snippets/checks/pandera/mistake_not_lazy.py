"""A check that waits for another error than the one that is raised."""

import dagster as dg
import pandas as pd
import pandera.pandas as pa


class Orders(pa.DataFrameModel):
    amount: int = pa.Field(gt=0)


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": [40, -5]})


@dg.asset_check(asset=orders)
def follow_the_model(orders: pd.DataFrame) -> dg.AssetCheckResult:
    try:
        Orders.validate(orders)
    except pa.errors.SchemaErrors:
        return dg.AssetCheckResult(passed=False)
    return dg.AssetCheckResult(passed=True)


if __name__ == "__main__":
    dg.materialize([orders, follow_the_model])

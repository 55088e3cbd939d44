"""Check the columns and rows of a data frame with a pandera model."""

import dagster as dg
import pandas as pd
import pandera.pandas as pa


class Orders(pa.DataFrameModel):
    id: int = pa.Field(unique=True)
    amount: int = pa.Field(gt=0)


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"id": [1, 2, 2], "amount": [40, -5, 25]})


@dg.asset_check(asset=orders)
def follow_the_model(orders: pd.DataFrame) -> dg.AssetCheckResult:
    try:
        Orders.validate(orders, lazy=True)
    except pa.errors.SchemaErrors as error:
        failures = error.failure_cases[["column", "check", "failure_case"]]
        return dg.AssetCheckResult(
            passed=False,
            metadata={"failures": dg.MetadataValue.md(failures.to_string())},
        )
    return dg.AssetCheckResult(passed=True)


defs = dg.Definitions([orders], asset_checks=[follow_the_model])

if __name__ == "__main__":
    result = dg.materialize([orders, follow_the_model])
    [check] = result.get_asset_check_evaluations()
    print(check.passed)
    # → False
    print(check.metadata["failures"].value)
    # →    column             check  failure_case
    # → 0      id  field_uniqueness             2
    # → 1      id  field_uniqueness             2
    # → 2  amount   greater_than(0)            -5

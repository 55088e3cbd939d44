"""A mean from pandas, which Python accepts as a float and Dagster does not."""

import dagster as dg
import pandas as pd


@dg.asset
def orders() -> dg.MaterializeResult:
    frame = pd.DataFrame({"amount": [40, 60]})
    return dg.MaterializeResult(metadata={"average": frame["amount"].mean()})


if __name__ == "__main__":
    dg.materialize([orders])

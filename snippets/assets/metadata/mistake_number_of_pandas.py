"""A sum from pandas, which is not an int."""

import dagster as dg
import pandas as pd


@dg.asset
def orders() -> dg.MaterializeResult:
    frame = pd.DataFrame({"amount": [40, 60]})
    return dg.MaterializeResult(metadata={"revenue": frame["amount"].sum()})


if __name__ == "__main__":
    dg.materialize([orders])

"""Refuse a data frame that does not follow a pandera model."""

import warnings

import dagster as dg
import pandas as pd
import pandera.pandas as pa
from dagster_pandera import pandera_schema_to_dagster_type

warnings.filterwarnings("ignore", category=dg.BetaWarning)


class Orders(pa.DataFrameModel):
    id: int = pa.Field(unique=True)
    amount: int = pa.Field(gt=0)


@dg.asset(dagster_type=pandera_schema_to_dagster_type(Orders))
def orders() -> pd.DataFrame:
    return pd.DataFrame({"id": [1, 2], "amount": [40, -5]})


defs = dg.Definitions([orders])

if __name__ == "__main__":
    result = dg.materialize([orders], raise_on_error=False)
    print(result.success, result.get_asset_materialization_events())
    # → False []

"""An asset annotated with the data frame type of pandera."""

import dagster as dg
import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import DataFrame


class Orders(pa.DataFrameModel):
    amount: int


@dg.asset
def orders() -> DataFrame[Orders]:
    return DataFrame[Orders](pd.DataFrame({"amount": [40]}))

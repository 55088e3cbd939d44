"""Give an asset a function and a dictionary."""

from collections.abc import Callable
from datetime import date

import dagster as dg


@dg.asset
def daily_revenue(
    today: dg.ResourceParam[Callable[[], date]],
    rates: dg.ResourceParam[dict[str, float]],
) -> None:
    print(today().isoformat(), 40 * rates["USD"])
    # → 2024-01-31 60.0


defs = dg.Definitions(
    assets=[daily_revenue],
    resources={"today": date.today, "rates": {"USD": 1.25}},
)

if __name__ == "__main__":
    dg.materialize(
        [daily_revenue],
        resources={"today": lambda: date(2024, 1, 31), "rates": {"USD": 1.5}},
    )

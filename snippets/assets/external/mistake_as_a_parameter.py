"""An external asset as a parameter, although no IO manager stored it."""

from pathlib import Path

import dagster as dg

supplier_prices = dg.AssetSpec("supplier_prices")


@dg.asset
def margins(supplier_prices: list[int]) -> int: ...


if __name__ == "__main__":
    try:
        dg.materialize([supplier_prices, margins])
    except FileNotFoundError as error:
        print("no file", Path(error.filename).name)
        # → no file supplier_prices

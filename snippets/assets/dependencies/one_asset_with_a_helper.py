"""Do two steps in one asset when nobody asks for the first alone."""

import dagster as dg


def without_refunds(amounts: list[int]) -> list[int]:
    return [amount for amount in amounts if amount > 0]


@dg.asset
def revenue() -> int:
    return sum(without_refunds([40, 60, -25]))


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    print(dg.materialize([revenue]).asset_value("revenue"))
    # → 100

"""An asset that takes the place of a resource."""

import dagster as dg


@dg.asset
def rates() -> dict[str, float]:
    return {"USD": 99.0}


@dg.asset
def revenue(rates: dict[str, float]) -> None:
    print(40 * rates["USD"])
    # → 3960.0


if __name__ == "__main__":
    dg.materialize([rates, revenue], resources={"rates": {"USD": 1.5}})

"""A function that returns something although its annotation says None."""

import dagster as dg


@dg.asset
def orders() -> None:
    return [40, 60]


if __name__ == "__main__":
    dg.materialize([orders])

"""A MaterializeResult where the annotation promises a list."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return dg.MaterializeResult(metadata={"dagster/row_count": 2})


if __name__ == "__main__":
    dg.materialize([orders])

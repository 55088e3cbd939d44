"""An Output where the annotation names the value alone."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return dg.Output([40, 60], metadata={"dagster/row_count": 2})


if __name__ == "__main__":
    dg.materialize([orders])

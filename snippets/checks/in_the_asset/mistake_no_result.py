"""An asset that declares a check and gives no result."""

import dagster as dg


@dg.asset(check_specs=[dg.AssetCheckSpec("not_empty", asset="orders")])
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult()


if __name__ == "__main__":
    dg.materialize([orders])

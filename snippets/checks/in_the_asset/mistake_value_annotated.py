"""An asset that returns a value, annotated, with a check."""

import dagster as dg


@dg.asset(check_specs=[dg.AssetCheckSpec("not_empty", asset="orders")])
def orders() -> dg.MaterializeResult[list[int]]:
    check = dg.AssetCheckResult(passed=True)
    return dg.MaterializeResult(value=[40], check_results=[check])


if __name__ == "__main__":
    dg.materialize([orders])

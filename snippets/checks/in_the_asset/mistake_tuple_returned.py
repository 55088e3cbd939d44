"""A failed check that is returned in a tuple, and lost."""

import dagster as dg


@dg.asset(check_specs=[dg.AssetCheckSpec("not_empty", asset="orders")])
def orders() -> tuple[list[int], dg.AssetCheckResult]:
    return [], dg.AssetCheckResult(passed=False)


if __name__ == "__main__":
    result = dg.materialize([orders])
    print(result.success, result.get_asset_check_evaluations())
    # → True []

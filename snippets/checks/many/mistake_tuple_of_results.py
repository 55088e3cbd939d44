"""Results of two checks that are returned in a tuple, and lost."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec("not_empty", asset=orders),
        dg.AssetCheckSpec("paid", asset=orders),
    ]
)
def checks() -> tuple[dg.AssetCheckResult, dg.AssetCheckResult]:
    return (
        dg.AssetCheckResult(check_name="not_empty", passed=False),
        dg.AssetCheckResult(check_name="paid", passed=False),
    )


if __name__ == "__main__":
    result = dg.materialize([orders, checks])
    print(result.success, result.get_asset_check_evaluations())
    # → True []

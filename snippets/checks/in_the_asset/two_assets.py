"""Check both assets of a function that makes two."""

from collections.abc import Iterator

import dagster as dg

FILES = {"customers": ["ada", "bob"], "orders": []}


# --8<-- [start:define]
@dg.multi_asset(
    specs=[dg.AssetSpec(name) for name in FILES],
    check_specs=[dg.AssetCheckSpec("not_empty", asset=name) for name in FILES],
)
def download() -> Iterator[dg.MaterializeResult]:
    for name, rows in FILES.items():
        check = dg.AssetCheckResult(
            asset_key=name, check_name="not_empty", passed=len(rows) > 0
        )
        yield dg.MaterializeResult(asset_key=name, check_results=[check])


# --8<-- [end:define]
defs = dg.Definitions([download])

if __name__ == "__main__":
    result = dg.materialize([download])
    for check in result.get_asset_check_evaluations():
        print(check.asset_key.to_user_string(), check.passed)
        # → customers True
        # → orders False

"""Pass a value on, with the results of two checks."""

from collections.abc import Iterator

import dagster as dg

FILE = ["40", "n/a"]


# --8<-- [start:define]
@dg.asset(
    check_specs=[
        dg.AssetCheckSpec("not_empty", asset="orders", blocking=True),
        dg.AssetCheckSpec("no_line_dropped", asset="orders"),
    ]
)
def orders() -> Iterator[dg.Output[list[int]] | dg.AssetCheckResult]:
    amounts = [int(line) for line in FILE if line.isdigit()]
    yield dg.Output(amounts)
    yield dg.AssetCheckResult(check_name="not_empty", passed=len(amounts) > 0)
    yield dg.AssetCheckResult(
        check_name="no_line_dropped", passed=len(amounts) == len(FILE)
    )


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


# --8<-- [end:define]
if __name__ == "__main__":
    result = dg.materialize([orders, revenue])
    for check in result.get_asset_check_evaluations():
        print(check.check_name, check.passed)
        # → not_empty True
        # → no_line_dropped False
    print(result.output_for_node("revenue"))
    # → 40

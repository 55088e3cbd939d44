"""Check in the asset what only the asset knows."""

import dagster as dg

FILE = ["40", "25", "n/a"]


@dg.asset(check_specs=[dg.AssetCheckSpec("no_line_dropped", asset="orders")])
def orders() -> dg.MaterializeResult:
    amounts = [int(line) for line in FILE if line.isdigit()]
    dropped = len(FILE) - len(amounts)
    check = dg.AssetCheckResult(
        passed=dropped == 0, metadata={"dropped": dropped}
    )
    return dg.MaterializeResult(check_results=[check])


defs = dg.Definitions([orders])

if __name__ == "__main__":
    result = dg.materialize([orders])
    [check] = result.get_asset_check_evaluations()
    print(check.check_name, check.passed, check.metadata["dropped"].value)
    # → no_line_dropped False 1

"""Compare an asset with another one in a check."""

import dagster as dg


@dg.asset
def customers() -> list[str]:
    return ["ada"]


@dg.asset
def orders() -> list[str]:
    return ["ada", "bob", "ada"]


# --8<-- [start:check]
@dg.asset_check(
    asset=orders, additional_ins={"customers": dg.AssetIn("customers")}
)
def customers_are_known(
    orders: list[str], customers: list[str]
) -> dg.AssetCheckResult:
    unknown = sorted(set(orders) - set(customers))
    return dg.AssetCheckResult(
        passed=not unknown,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"unknown: {', '.join(unknown)}",
    )


# --8<-- [end:check]
defs = dg.Definitions([customers, orders], asset_checks=[customers_are_known])

if __name__ == "__main__":
    result = dg.materialize([customers, orders, customers_are_known])
    [check] = result.get_asset_check_evaluations()
    print(check.passed, check.severity, check.description)
    # → False AssetCheckSeverity.WARN unknown: bob

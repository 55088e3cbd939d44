"""Make one check for each rule of a table of rules."""

import dagster as dg
import pandas as pd

RULES = [
    ("orders", "amount", 0),
    ("orders", "quantity", 1),
    ("customers", "age", 18),
]


@dg.asset
def orders() -> pd.DataFrame:
    return pd.DataFrame({"amount": [40, -5], "quantity": [1, 2]})


@dg.asset
def customers() -> pd.DataFrame:
    return pd.DataFrame({"age": [36]})


def build_check(
    asset: str, column: str, least: int
) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=asset, name=f"{column}_at_least_{least}")
    def check(table: pd.DataFrame) -> dg.AssetCheckResult:
        bad = int((table[column] < least).sum())
        return dg.AssetCheckResult(passed=bad == 0, metadata={"bad": bad})

    return check


checks = [build_check(*rule) for rule in RULES]
defs = dg.Definitions([orders, customers], asset_checks=checks)

if __name__ == "__main__":
    result = dg.materialize([orders, customers, *checks])
    for each in result.get_asset_check_evaluations():
        print(each.asset_key.to_user_string(), each.check_name, each.passed)
        # → customers age_at_least_18 True
        # → orders amount_at_least_0 False
        # → orders quantity_at_least_1 True

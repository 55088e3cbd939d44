"""Two checks made in a loop, which both use the last limit."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 25, 30]


checks = []
for name, least in {"some": 1, "many": 100}.items():

    @dg.asset_check(asset=orders, name=name)
    def check(orders: list[int]) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=len(orders) >= least, metadata={"least": least}
        )

    checks.append(check)

if __name__ == "__main__":
    result = dg.materialize([orders, *checks])
    for each in result.get_asset_check_evaluations():
        print(each.check_name, each.passed, each.metadata["least"].value)
        # → many False 100
        # → some False 100

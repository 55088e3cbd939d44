"""Two checks of one asset with one name."""

import dagster as dg


@dg.asset
def orders() -> None: ...


def build_check(column: str) -> dg.AssetChecksDefinition:
    @dg.asset_check(asset=orders)
    def not_null() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True, metadata={"column": column})

    return not_null


checks = [build_check(column) for column in ("amount", "quantity")]
defs = dg.Definitions([orders], asset_checks=checks)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

"""Run config for a check, under the name of its function."""

import dagster as dg


class Limit(dg.Config):
    least: int = 1


@dg.asset
def orders() -> int:
    return 40


@dg.asset_check(asset=orders)
def enough(config: Limit, orders: int) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=orders >= config.least)


if __name__ == "__main__":
    config = dg.RunConfig(ops={"enough": Limit(least=50)})
    dg.materialize([orders, enough], run_config=config)

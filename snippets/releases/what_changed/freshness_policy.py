"""Say that an asset is stale an hour after its last materialization."""

from datetime import timedelta

import dagster as dg

hourly = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=1))


@dg.asset(freshness_policy=hourly)
def orders() -> None: ...


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    policy = orders.specs_by_key[orders.key].freshness_policy
    print(policy == hourly)
    # → True

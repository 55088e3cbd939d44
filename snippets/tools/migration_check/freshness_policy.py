"""An asset that says how old it may be."""

from datetime import timedelta

import dagster as dg

once_a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=24))


@dg.asset(freshness_policy=once_a_day)
def orders() -> None: ...


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    (spec,) = orders.specs
    print(spec.freshness_policy == once_a_day)
    # → True

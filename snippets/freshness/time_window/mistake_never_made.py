"""An asset that has failed since its first day, and is never late."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset(freshness_policy=a_day)
def orders() -> None:
    raise ConnectionError("wrong password")


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        run = dg.materialize([orders], instance=instance, raise_on_error=False)
        last = instance.get_latest_materialization_event(orders.key)
        print(run.success, last)
        # → False None

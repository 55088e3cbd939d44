"""Say with policies how old the assets of the shop may be."""

from datetime import timedelta

import dagster as dg

# --8<-- [start:define]
an_hour = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=1))
by_nine = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * *",
    lower_bound_delta=timedelta(hours=3),
    timezone="Europe/Berlin",
)


@dg.asset(freshness_policy=an_hour)
def prices() -> None: ...


@dg.asset(freshness_policy=by_nine)
def sales_report() -> None: ...


defs = dg.Definitions(assets=[prices, sales_report])
# --8<-- [end:define]

if __name__ == "__main__":
    specs = defs.resolve_all_asset_specs()
    print(all(spec.freshness_policy for spec in specs))
    # → True

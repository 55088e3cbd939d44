"""Give a policy to each asset that has none of its own."""

from datetime import timedelta

import dagster as dg

an_hour = dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=1))
a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


# --8<-- [start:define]
@dg.asset(freshness_policy=an_hour)
def prices() -> None: ...


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


assets = dg.map_asset_specs(
    lambda spec: dg.apply_freshness_policy(
        spec, a_day, overwrite_existing=False
    ),
    [prices, orders, revenue],
)
defs = dg.Definitions(assets=assets)
# --8<-- [end:define]

if __name__ == "__main__":
    # --8<-- [start:use]
    names: dict[dg.FreshnessPolicy, str] = {an_hour: "an hour", a_day: "a day"}
    for spec in sorted(defs.resolve_all_asset_specs(), key=lambda s: s.key):
        assert spec.freshness_policy
        print(spec.key.to_user_string(), names[spec.freshness_policy])
        # → orders a day
        # → prices an hour
        # → revenue a day
    # --8<-- [end:use]

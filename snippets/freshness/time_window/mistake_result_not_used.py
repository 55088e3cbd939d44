"""A policy on copies of the assets, which nobody uses."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset
def orders() -> None: ...


assets = [orders]
dg.map_asset_specs(lambda spec: dg.apply_freshness_policy(spec, a_day), assets)
defs = dg.Definitions(assets=assets)

if __name__ == "__main__":
    [spec] = defs.resolve_all_asset_specs()
    print(spec.freshness_policy)
    # → None

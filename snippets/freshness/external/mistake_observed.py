"""An observation of a table, which its policy does not count."""

from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
prices = dg.AssetSpec("prices", freshness_policy=a_day)

defs = dg.Definitions(assets=[prices])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        event = dg.AssetObservation("prices", metadata={"rows": 40})
        instance.report_runless_asset_event(event)
        print(instance.get_latest_materialization_event(prices.key))
        # → None

"""The time of a file in metadata, which its policy does not read."""

from datetime import UTC, datetime, timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
prices = dg.AssetSpec("prices", freshness_policy=a_day)

defs = dg.Definitions(assets=[prices])

if __name__ == "__main__":
    written = datetime(2026, 1, 5, 9, tzinfo=UTC)
    with dg.DagsterInstance.ephemeral() as instance:
        event = dg.AssetMaterialization(
            prices.key,
            metadata={
                "dagster/last_updated_timestamp": dg.MetadataValue.timestamp(
                    written
                )
            },
        )
        instance.report_runless_asset_event(event)
        last = instance.get_latest_materialization_event(prices.key)
        print(last and last.timestamp - written.timestamp() > 24 * 60 * 60)
        # → True

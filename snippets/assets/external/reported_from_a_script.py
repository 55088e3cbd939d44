"""Tell Dagster from a script that a file has arrived."""

import dagster as dg


# --8<-- [start:report]
def report(rows: int) -> None:
    with dg.DagsterInstance.get() as instance:
        instance.report_runless_asset_event(
            dg.AssetMaterialization("supplier_prices", metadata={"rows": rows})
        )


# --8<-- [end:report]
if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        report(120)
        event = instance.get_latest_materialization_event(
            dg.AssetKey("supplier_prices")
        )
        assert event is not None
        assert event.asset_materialization is not None
        print(event.asset_materialization.metadata["rows"].value)
        # → 120

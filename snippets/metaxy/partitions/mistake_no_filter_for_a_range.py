"""A filter that is empty when a run has several partitions."""

import dagster as dg
import metaxy.ext.dagster as mxd

days = dg.StaticPartitionsDefinition(["2026-01-01", "2026-01-02"])


# --8<-- [start:asset]
@dg.asset(metadata={"partition_by": "day"}, partitions_def=days)
def orders(context: dg.AssetExecutionContext) -> None:
    spec = context.assets_def.get_asset_spec()
    print(mxd.get_partition_filter(context, spec))
    # → [col(day).__eq__(2026-01-01)]
    # → []


if __name__ == "__main__":
    dg.materialize([orders], partition_key="2026-01-01")
    tags = {
        "dagster/asset_partition_range_start": "2026-01-01",
        "dagster/asset_partition_range_end": "2026-01-02",
    }
    dg.materialize([orders], tags=tags)
# --8<-- [end:asset]

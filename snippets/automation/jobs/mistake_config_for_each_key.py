"""A configuration for each partition, together with a condition."""

import warnings
from typing import Any

import dagster as dg

warnings.filterwarnings("ignore", category=dg.PreviewWarning)

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.static_partitioned_config(partition_keys=regions.get_partition_keys())
def by_region(key: str) -> dict[str, Any]:
    return {"ops": {"revenue": {"config": {"tax": 7}}}}


@dg.asset(partitions_def=regions, config_schema={"tax": int})
def revenue() -> None: ...


report_job = dg.define_asset_job(
    "report_job",
    selection=[revenue],
    config=by_region,
    automation_condition=dg.AutomationCondition.any_job_root_assets_match(
        dg.AutomationCondition.missing()
    ),
)
defs = dg.Definitions([revenue], jobs=[report_job])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

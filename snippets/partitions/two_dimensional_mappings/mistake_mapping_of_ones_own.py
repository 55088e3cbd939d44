"""A mapping of one's own: on Monday, the day before is Friday."""

import warnings
from datetime import date, timedelta
from typing import Any

import dagster as dg


def working_day(day: str, step: int) -> str:
    found = date.fromisoformat(day) + timedelta(days=step)
    while found.strftime("%A") in ("Saturday", "Sunday"):
        found += timedelta(days=step)
    return str(found)


class WorkingDayBefore(dg.PartitionMapping):
    description = "The working day before"

    def validate_partition_mapping(self, *definitions: Any) -> None: ...

    def get_upstream_mapped_partitions_result_for_partitions(
        self, downstream_partitions_subset: Any, *rest: Any, **more: Any
    ) -> Any:
        days = downstream_partitions_subset.get_partition_keys()
        before = dg.SpecificPartitionsPartitionMapping(
            [working_day(day, -1) for day in days]
        )
        return before.get_upstream_mapped_partitions_result_for_partitions(
            downstream_partitions_subset, *rest, **more
        )

    def get_downstream_partitions_for_partitions(
        self,
        upstream_partitions_subset: Any,
        upstream_partitions_def: Any,
        downstream_partitions_def: Any,
    ) -> Any:
        days = upstream_partitions_subset.get_partition_keys()
        after = [working_day(day, 1) for day in days]
        return downstream_partitions_def.empty_subset().with_partition_keys(
            after
        )


if __name__ == "__main__":
    # Python does not show this warning otherwise.
    warnings.simplefilter("error", DeprecationWarning)
    dg.AssetDep("orders", partition_mapping=WorkingDayBefore())

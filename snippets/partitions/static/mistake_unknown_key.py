"""A key that the definition does not list."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def revenue() -> None: ...


dg.materialize([revenue], partition_key="North")

"""A string where a list of keys belongs."""

import dagster as dg

regions = dg.StaticPartitionsDefinition("north")


@dg.asset(partitions_def=regions)
def revenue() -> None: ...


if __name__ == "__main__":
    result = dg.materialize([revenue], partition_key="n")
    print(result.success)
    # → True
    print(list(regions.get_partition_keys()))
    # → ['n', 'o', 'r', 't', 'h']

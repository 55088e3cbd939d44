"""A test that does not give Dagster the definitions."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


@dg.asset(partitions_def=regions)
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(partition_key="east")


defs = dg.Definitions(assets=[orders], sensors=[new_files])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        new_files.evaluate_tick(context)

"""A test that calls the sensor, and sees nothing wrong."""

import dagster as dg

order_files = dg.DynamicPartitionsDefinition(name="order_files")


@dg.asset(partitions_def=order_files)
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(partition_key="may.csv")


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(
            instance=instance,
            definitions=dg.Definitions(assets=[orders], sensors=[new_files]),
        )
        request = new_files(context)
        print(request.partition_key)
        # → may.csv
        print(instance.has_dynamic_partition("order_files", "may.csv"))
        # → False

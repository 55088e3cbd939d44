"""A sensor that asks the definition for its last key."""

import dagster as dg

order_files = dg.DynamicPartitionsDefinition(name="order_files")


@dg.asset(partitions_def=order_files)
def orders() -> None: ...


@dg.sensor(target=[orders])
def newest_file(context: dg.SensorEvaluationContext) -> dg.RunRequest:
    return dg.RunRequest(partition_key=order_files.get_last_partition_key())


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        instance.add_dynamic_partitions("order_files", ["april.csv", "may.csv"])
        with dg.build_sensor_context(instance=instance) as context:
            newest_file(context)

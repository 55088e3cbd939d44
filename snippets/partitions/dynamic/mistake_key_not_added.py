"""A run requested for a key that nobody has added."""

import dagster as dg

order_files = dg.DynamicPartitionsDefinition(name="order_files")


@dg.asset(partitions_def=order_files)
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> dg.RunRequest:
    return dg.RunRequest(partition_key="may.csv")


if __name__ == "__main__":
    with (
        dg.instance_for_test() as instance,
        dg.build_sensor_context(
            instance_ref=instance.get_ref(),
            definitions=dg.Definitions(assets=[orders], sensors=[new_files]),
        ) as context,
    ):
        new_files.evaluate_tick(context)

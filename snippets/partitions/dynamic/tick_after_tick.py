"""Watch a sensor while files come and go."""

import dagster as dg

inbox: set[str] = set()

order_files = dg.DynamicPartitionsDefinition(name="order_files")


@dg.asset(partitions_def=order_files)
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    known = set(context.instance.get_dynamic_partitions("order_files"))
    new, gone = sorted(inbox - known), sorted(known - inbox)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(partition_key=key) for key in new],
        dynamic_partitions_requests=[
            order_files.build_add_request(new),
            order_files.build_delete_request(gone),
        ],
    )


# --8<-- [start:tick]
def tick(instance: dg.DagsterInstance) -> None:
    with dg.build_sensor_context(
        instance_ref=instance.get_ref(),
        definitions=dg.Definitions(sensors=[new_files]),
    ) as context:
        result = new_files.evaluate_tick(context)
    for change in result.dynamic_partitions_requests or []:
        name = change.partitions_def_name
        for key in change.partition_keys:
            if isinstance(change, dg.AddDynamicPartitionsRequest):
                instance.add_dynamic_partitions(name, [key])
            else:
                instance.delete_dynamic_partition(name, key)
    print("run", [run.partition_key for run in result.run_requests or []])
    # → run ['may.csv']
    # → run []
    # → run ['june.csv']
    # → run ['may.csv']


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        inbox.add("may.csv")
        tick(instance)
        tick(instance)
        inbox.remove("may.csv")
        inbox.add("june.csv")
        tick(instance)
        print("keys", instance.get_dynamic_partitions("order_files"))
        # → keys ['june.csv']
        inbox.add("may.csv")
        tick(instance)
# --8<-- [end:tick]

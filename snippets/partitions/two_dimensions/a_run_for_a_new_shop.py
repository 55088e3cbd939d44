"""Request the last day of each shop that opens."""

import warnings

import dagster as dg

# Dagster itself names such tags.
warnings.filterwarnings("ignore", "Non-compliant tag keys")

days = dg.DailyPartitionsDefinition(
    start_date="2025-05-01", end_date="2025-05-03"
)
shops = dg.DynamicPartitionsDefinition(name="shops")
days_and_shops = dg.MultiPartitionsDefinition({"day": days, "shop": shops})
OPEN = ["berlin", "lyon"]


@dg.asset(partitions_def=days_and_shops)
def revenue() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[revenue])
def new_shops(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    known = context.instance.get_dynamic_partitions("shops")
    new = [shop for shop in OPEN if shop not in known]
    day = days.get_last_partition_key()
    return dg.SensorResult(
        run_requests=[
            dg.RunRequest(
                partition_key=dg.MultiPartitionKey({"day": day, "shop": shop})
            )
            for shop in new
            if day
        ],
        dynamic_partitions_requests=[shops.build_add_request(new)],
    )


# --8<-- [end:sensor]
defs = dg.Definitions(assets=[revenue], sensors=[new_shops])

if __name__ == "__main__":
    with (
        dg.instance_for_test() as instance,
        dg.build_sensor_context(
            instance_ref=instance.get_ref(), definitions=defs
        ) as context,
    ):
        instance.add_dynamic_partitions("shops", ["berlin"])
        tick = new_shops.evaluate_tick(context)
        print([run.partition_key for run in tick.run_requests or []])
        # → ['2025-05-02|lyon']

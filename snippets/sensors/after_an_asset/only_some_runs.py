"""Start a job only after some runs of an asset, told by their tags."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.op
def send() -> None: ...


@dg.job
def mail() -> None:
    send()


# --8<-- [start:sensor]
@dg.asset_sensor(asset_key=orders.key, job=mail)
def after_the_night(
    context: dg.SensorEvaluationContext, event: dg.EventLogEntry
) -> dg.RunRequest | dg.SkipReason:
    run = context.instance.get_run_by_id(event.run_id)
    load = run.tags.get("load") if run else None
    if load != "night":
        return dg.SkipReason(f"the load is {load}")
    return dg.RunRequest(tags={"load": load})


# --8<-- [end:sensor]
defs = dg.Definitions([orders], jobs=[mail], sensors=[after_the_night])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for load in ["day", "night"]:
            dg.materialize([orders], instance=instance, tags={"load": load})
            with dg.build_sensor_context(instance, definitions=defs) as context:
                tick = after_the_night.evaluate_tick(context)
            print(tick.skip_message or "a run")
            # → the load is day
            # → a run

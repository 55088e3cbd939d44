"""Skip a tick while a run of the same schedule is under way."""

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    print("during the run:", look(context.instance))
    # → during the run: the last run is under way


# --8<-- [start:schedule]
status = dg.DagsterRunStatus
ENDED = {status.SUCCESS, status.FAILURE, status.CANCELED}


def is_under_way(context: dg.ScheduleEvaluationContext, schedule: str) -> bool:
    runs = dg.RunsFilter(
        tags={"dagster/schedule_name": schedule},
        statuses=[each for each in status if each not in ENDED],
    )
    return context.instance.get_runs_count(runs) > 0


@dg.schedule(target=[orders], cron_schedule="@hourly")
def hourly(
    context: dg.ScheduleEvaluationContext,
) -> dg.RunRequest | dg.SkipReason:
    if is_under_way(context, "hourly"):
        return dg.SkipReason("the last run is under way")
    return dg.RunRequest()


# --8<-- [end:schedule]
defs = dg.Definitions(assets=[orders], schedules=[hourly])


def look(instance: dg.DagsterInstance) -> str:
    ref = instance.get_ref()
    with dg.build_schedule_context(instance_ref=ref) as context:
        return hourly.evaluate_tick(context).skip_message or "a run"


if __name__ == "__main__":
    tags = {"dagster/schedule_name": "hourly"}
    with dg.instance_for_test() as instance:
        dg.materialize([orders], instance=instance, tags=tags)
        print("afterwards:", look(instance))
        # → afterwards: a run

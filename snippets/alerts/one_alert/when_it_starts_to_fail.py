"""Tell of a job when it starts to fail, and when it works again."""

import dagster as dg

SUCCESS, FAILURE = dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE


# --8<-- [start:sensors]
def tell_of(status: dg.DagsterRunStatus) -> dg.RunStatusSensorDefinition:
    @dg.run_status_sensor(
        run_status=status,
        name=f"tell_of_{status.value.lower()}",
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def tell(context: dg.RunStatusSensorContext) -> None:
        run = context.dagster_run
        ended = dg.RunsFilter(
            job_name=run.job_name, statuses=[SUCCESS, FAILURE]
        )
        before = context.instance.get_runs(ended, run.run_id, limit=1)
        if not before or before[0].status != status:
            print(run.job_name, status.value)
            # → shop SUCCESS
            # → shop FAILURE
            # → shop SUCCESS

    return tell


# --8<-- [end:sensors]
tell_of_success, tell_of_failure = tell_of(SUCCESS), tell_of(FAILURE)


class Shop(dg.ConfigurableResource):
    answers: bool


@dg.asset
def orders(shop: Shop) -> None:
    if not shop.answers:
        raise ConnectionError


hourly = dg.define_asset_job("shop")
sensors, shop = [tell_of_success, tell_of_failure], Shop(answers=True)
defs = dg.Definitions(
    [orders], jobs=[hourly], sensors=sensors, resources={"shop": shop}
)

if __name__ == "__main__":
    # --8<-- [start:try]
    job = defs.resolve_job_def("shop")
    with dg.DagsterInstance.ephemeral() as instance:
        for answers in (True, False, False, False, True):
            here = {"shop": Shop(answers=answers)}
            ended = job.execute_in_process(
                None, instance, raise_on_error=False, resources=here
            )
            sensor = tell_of_success if ended.success else tell_of_failure
            with dg.build_run_status_sensor_context(
                sensor.name, ended.all_events[-1], instance, ended.dagster_run
            ) as context:
                sensor(context)
    # --8<-- [end:try]

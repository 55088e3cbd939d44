"""A failure sensor whose chat is down when it wants to tell."""

import dagster as dg
import httpx


class Chat(dg.ConfigurableResource):
    url: str


@dg.asset
def orders() -> None:
    raise ValueError


# --8<-- [start:sensor]
@dg.run_failure_sensor
def tell_of_failures(context: dg.RunFailureSensorContext, chat: Chat) -> None:
    text = f"{context.dagster_run.job_name} failed"
    print(text)
    # → nightly failed
    httpx.post(chat.url, json={"text": text}).raise_for_status()


# --8<-- [end:sensor]
defs = dg.Definitions(
    [orders],
    jobs=[dg.define_asset_job("nightly")],
    sensors=[tell_of_failures],
    resources={"chat": Chat(url="http://127.0.0.1:9")},
)

if __name__ == "__main__":
    # --8<-- [start:try]
    job = defs.resolve_job_def("nightly")
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for number in range(4):
            with dg.build_sensor_context(
                instance, cursor=cursor, resources=defs.resources
            ) as context:
                print("tick", number)
                # → tick 0
                # → tick 1
                # → tick 2
                # → tick 3
                cursor = tell_of_failures.evaluate_tick(context).cursor
            if number == 0:
                job.execute_in_process(None, instance, raise_on_error=False)
    # --8<-- [end:try]

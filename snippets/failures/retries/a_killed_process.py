"""Retry an asset whose process was killed, as for want of memory."""

import os
import signal

import dagster as dg


# --8<-- [start:asset]
@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def revenue(context: dg.AssetExecutionContext) -> None:
    if context.retry_number == 0:
        os.kill(os.getpid(), signal.SIGKILL)


# --8<-- [end:asset]
def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[revenue], jobs=[dg.define_asset_job("shop")]
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        # --8<-- [start:run]
        run = dg.execute_job(dg.reconstructable(shop), instance)
        print("success:", run.success)
        # → success: True
        for event in run.all_events:
            if event.is_step_up_for_retry:
                print(event.step_retry_data.error.cls_name)
                # → ChildProcessCrashException
        # --8<-- [end:run]

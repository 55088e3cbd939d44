"""A token in the code, which Dagster stores with each run."""

import dagster as dg
from dagster_slack import SlackResource


@dg.asset
def orders() -> None: ...


slack = SlackResource(token="xoxb-1")
defs = dg.Definitions([orders], resources={"slack": slack})

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    with dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(instance=instance).dagster_run
        stored = dg.serialize_value(
            instance.get_job_snapshot(run.job_snapshot_id)
        )
        print("xoxb-1" in stored)
        # → True

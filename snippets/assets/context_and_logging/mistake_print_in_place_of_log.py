"""A message that is printed, and missing from the log of the run."""

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    print("2 orders read")
    # → 2 orders read
    context.log.info("done")


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([orders], instance=instance)
        entries = instance.all_logs(result.run_id)
        print([e.user_message for e in entries if not e.is_dagster_event])
        # → ['done']

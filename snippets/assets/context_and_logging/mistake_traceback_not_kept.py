"""An error that is caught and logged, and whose traceback is not kept."""

import dagster as dg


@dg.asset
def share(context: dg.AssetExecutionContext) -> None:
    try:
        raise ValueError
    except ValueError:
        context.log.exception("no revenue today")


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([share], instance=instance)
        entries = instance.all_logs(result.run_id)
        logged = [e for e in entries if not e.is_dagster_event]
        print([entry.user_message for entry in logged])
        # → ['no revenue today']
        print([entry.error_info for entry in logged])
        # → [None]

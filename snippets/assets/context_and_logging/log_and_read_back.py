"""Log from an asset, and read the log of its run back."""

import logging

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    amounts = [40, 60]
    context.log.info("%s orders read", len(amounts))
    context.log.warning("only %s euros", sum(amounts))


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([orders], instance=instance)
        for entry in instance.all_logs(result.run_id):
            if not entry.is_dagster_event:
                print(logging.getLevelName(entry.level), entry.user_message)
                # → INFO 2 orders read
                # → WARNING only 100 euros

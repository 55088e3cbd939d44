"""Log on each of the five levels; none of them fails the run."""

import logging

import dagster as dg


# --8<-- [start:log]
@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    context.log.debug("asked the shop for page 1")
    context.log.info("2 orders read")
    context.log.warning("1 order without a customer")
    context.log.error("1 order without an amount")
    context.log.critical("the shop returned old orders")


# --8<-- [end:log]
# --8<-- [start:run]
if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([orders], instance=instance)
        print(result.success)
        # → True

        log = [
            entry
            for entry in instance.all_logs(result.run_id)
            if not entry.is_dagster_event
        ]
        print([logging.getLevelName(entry.level) for entry in log])
        # → ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']
        print([e.user_message for e in log if int(e.level) >= logging.ERROR])
        # → ['1 order without an amount', 'the shop returned old orders']
# --8<-- [end:run]

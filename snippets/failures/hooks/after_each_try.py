"""Make one hook per chat room, which tells of each try that fails."""

from collections.abc import Sequence

import dagster as dg


# --8<-- [start:make]
def tell(room: str) -> dg.HookDefinition:
    name = f"tell_{room}"

    def say(
        context: dg.HookContext, events: Sequence[dg.DagsterEvent]
    ) -> dg.HookExecutionResult:
        if any(event.is_step_success for event in events):
            return dg.HookExecutionResult(name, is_skipped=True)
        again = any(event.is_step_up_for_retry for event in events)
        print(
            f"{room}: {context.op.name}", "tries again" if again else "failed"
        )
        # → shop: orders tries again
        # → shop: orders failed
        return dg.HookExecutionResult(name, is_skipped=False)

    return dg.HookDefinition(name=name, hook_fn=say)


@dg.asset(hooks={tell("shop")}, retry_policy=dg.RetryPolicy(max_retries=1))
def orders() -> None:
    raise ConnectionError("the shop does not answer")


@dg.asset(hooks={tell("bank")})
def invoices() -> None: ...


# --8<-- [end:make]
if __name__ == "__main__":
    dg.materialize([orders, invoices], raise_on_error=False)

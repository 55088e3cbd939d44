"""Say which asset failed when its last retry has failed."""

import dagster as dg


@dg.failure_hook
def tell(context: dg.HookContext) -> None:
    print(context.op.name, "failed:", context.op_exception)
    # → orders failed: the shop does not answer


@dg.success_hook
def thank(context: dg.HookContext) -> None:
    print(context.op.name, "is made")
    # → stock is made


@dg.asset(hooks={tell, thank}, retry_policy=dg.RetryPolicy(max_retries=2))
def orders() -> None:
    raise ConnectionError("the shop does not answer")


@dg.asset(hooks={tell, thank})
def stock() -> None: ...


if __name__ == "__main__":
    dg.materialize([orders, stock], raise_on_error=False)

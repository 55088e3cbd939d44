"""An asset whose resource fails before its step starts."""

import dagster as dg


class Database(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        raise OSError("the disk is full")


@dg.failure_hook
def tell(context: dg.HookContext) -> None:
    print(context.op.name, "failed")


@dg.asset(hooks={tell})
def orders(database: Database) -> None: ...


if __name__ == "__main__":
    resources = {"database": Database()}
    run = dg.materialize([orders], resources=resources, raise_on_error=False)
    print("success:", run.success)
    # → success: False

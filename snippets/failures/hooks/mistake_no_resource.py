"""A hook whose resource nobody provides."""

import dagster as dg


@dg.failure_hook(required_resource_keys={"chat"})
def tell(context: dg.HookContext) -> None:
    context.resources.chat.say(f"{context.op.name} failed")


@dg.asset(hooks={tell})
def orders() -> None:
    raise ConnectionError("the shop does not answer")


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)

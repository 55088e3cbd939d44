"""Use a resource in a hook."""

import dagster as dg


# --8<-- [start:hook]
class Chat(dg.ConfigurableResource):
    room: str

    def say(self, message: str) -> None:
        print(f"{self.room}: {message}")
        # → shop: orders failed


@dg.failure_hook(required_resource_keys={"chat"})
def tell(context: dg.HookContext) -> None:
    context.resources.chat.say(f"{context.op.name} failed")


# --8<-- [end:hook]
@dg.asset(hooks={tell})
def orders() -> None:
    raise ConnectionError("the shop does not answer")


defs = dg.Definitions(assets=[orders], resources={"chat": Chat(room="shop")})

if __name__ == "__main__":
    dg.materialize([orders], resources=defs.resources, raise_on_error=False)

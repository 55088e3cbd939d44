"""A hook that asks for its resource as an asset does."""

import dagster as dg


class Chat(dg.ConfigurableResource):
    def say(self, message: str) -> None:
        print(message)


@dg.failure_hook
def tell(context: dg.HookContext, chat: Chat) -> None:
    chat.say(f"{context.op.name} failed")


@dg.asset(hooks={tell})
def orders() -> None:
    raise ConnectionError("the shop does not answer")


if __name__ == "__main__":
    resources = {"chat": Chat()}
    run = dg.materialize([orders], resources=resources, raise_on_error=False)
    for event in run.all_events:
        if event.event_type_value == "HOOK_ERRORED":
            print(event.hook_errored_data.error.message.strip())
            # → TypeError: tell() missing 1 required positional argument: 'chat'

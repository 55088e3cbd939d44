"""Call a hook in a test, without a run."""

import dagster as dg

# --8<-- [start:hook]
SAID: list[str] = []


class Chat(dg.ConfigurableResource):
    def say(self, message: str) -> None:
        SAID.append(message)


@dg.failure_hook(required_resource_keys={"chat"})
def tell(context: dg.HookContext) -> None:
    context.resources.chat.say(f"{context.job_name}: {context.op_exception}")


# --8<-- [end:hook]
# --8<-- [start:test]
def test_the_chat_gets_the_error() -> None:
    context = dg.build_hook_context(
        resources={"chat": Chat()},
        op_exception=ConnectionError("the shop does not answer"),
        job_name="daily",
    )
    tell(context)
    assert SAID == ["daily: the shop does not answer"]


# --8<-- [end:test]
if __name__ == "__main__":
    test_the_chat_gets_the_error()

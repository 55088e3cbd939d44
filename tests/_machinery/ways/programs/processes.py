"""Assets of which a process each tries what the pages say of resources."""

import os
import signal

import dagster as dg

from tests._machinery.ways.notes import note


class OpensBadly(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, "opened badly")
        raise ConnectionError


class ClosesBadly(dg.ConfigurableResource):
    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, "closed badly")
        raise ConnectionError


@dg.failure_hook
def failed(context: dg.HookContext) -> None:
    note(context.run_id, f"hook: {context.op.name} failed")


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1), hooks={failed})
def never_opened(opens_badly: OpensBadly) -> None: ...


@dg.asset(hooks={failed})
def never_closed(closes_badly: ClosesBadly) -> None: ...


@dg.asset(hooks={failed})
def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


defs = dg.Definitions(
    assets=[never_opened, never_closed, killed],
    resources={"opens_badly": OpensBadly(), "closes_badly": ClosesBadly()},
)

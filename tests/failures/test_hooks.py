"""Every claim of docs/failures/hooks.md, proved."""

from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pytest

from snippets.failures.hooks import (
    after_the_last_try,
    in_a_test,
    mistake_hook_of_a_job,
    mistake_hook_raises,
    mistake_never_called,
    mistake_no_resource,
    mistake_resource_as_parameter,
    with_a_resource,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "failures/hooks"


@dg.failure_hook
def failed(context: dg.HookContext) -> None:
    print(context.step_key, "failed", repr(context.op_exception))


@dg.success_hook
def made(context: dg.HookContext) -> None:
    print(context.step_key, "made")


def start(
    capsys: pytest.CaptureFixture[str], *assets: Any, **options: Any
) -> list[str]:
    """Run assets and give what their hooks print."""
    dg.materialize([*assets], raise_on_error=False, **options)
    return capsys.readouterr().out.splitlines()


def test_a_failure_hook_is_called_once_after_the_last_retry(run: Run) -> None:
    assert run(f"{PAGE}/after_the_last_try") == [
        "stock is made",
        "orders failed: the shop does not answer",
    ]
    page = after_the_last_try
    result = dg.materialize([page.orders], raise_on_error=False)
    retries = [e for e in result.all_events if e.is_step_up_for_retry]
    assert len(retries) == 2


def test_a_hook_knows_the_job_the_step_and_the_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.failure_hook
    def tell(context: dg.HookContext) -> None:
        print(context.job_name, context.step_key, context.run_id)

    @dg.asset(hooks={tell})
    def orders() -> None:
        raise ConnectionError

    job = dg.define_asset_job("daily", selection=[orders])
    defs = dg.Definitions(assets=[orders], jobs=[job])
    run = defs.resolve_job_def("daily").execute_in_process(raise_on_error=False)
    assert capsys.readouterr().out.split() == ["daily", "orders", run.run_id]


def test_an_asset_that_was_not_tried_calls_no_hook(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(hooks={failed})
    def orders() -> None:
        raise ConnectionError

    @dg.asset(deps=[orders], hooks={failed, made})
    def revenue() -> None: ...

    assert start(capsys, orders, revenue) == ["orders failed ConnectionError()"]


def test_a_failed_check_calls_the_success_hook(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(hooks={failed, made})
    def orders() -> None: ...

    @dg.asset_check(asset=orders, blocking=True)
    def has_rows() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    assert start(capsys, orders, has_rows) == ["orders made"]


def test_a_function_that_makes_two_assets_calls_a_hook_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    specs = [dg.AssetSpec("orders"), dg.AssetSpec("customers")]

    @dg.multi_asset(specs=specs, hooks={failed})
    def shop() -> tuple[None, None]:
        raise ConnectionError

    assert start(capsys, shop) == ["shop failed ConnectionError()"]


def test_a_hook_gets_a_resource_by_its_key(run: Run) -> None:
    assert run(f"{PAGE}/with_a_resource") == ["shop: orders failed"]
    assert with_a_resource.defs.resources is not None
    job = with_a_resource.defs.resolve_implicit_global_asset_job_def()
    assert not job.execute_in_process(raise_on_error=False).success


def test_a_hook_is_called_with_a_context_that_a_test_builds(run: Run) -> None:
    assert run(f"{PAGE}/in_a_test") == []
    in_a_test.SAID.clear()
    in_a_test.test_the_chat_gets_the_error()
    assert in_a_test.SAID == ["daily: the shop does not answer"]
    in_a_test.SAID.append("more")
    with pytest.raises(AssertionError):
        in_a_test.test_the_chat_gets_the_error()
    in_a_test.SAID.clear()


def test_what_the_context_of_a_test_was_not_given_is_refused() -> None:
    context = dg.build_hook_context(
        resources={"chat": in_a_test.Chat()}, op_exception=ConnectionError()
    )
    with pytest.raises(dg.DagsterError, match="'job_name' was not provided"):
        in_a_test.tell(context)


def test_a_hook_of_a_job_is_called_in_that_job_only(run: Run) -> None:
    assert run(f"{PAGE}/mistake_hook_of_a_job") == [
        "failed in daily",
        "without the job",
    ]
    graph = mistake_hook_of_a_job.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("orders")}


def test_a_hook_of_the_asset_is_called_without_the_job(mend: Mend) -> None:
    printed = mend(
        f"{PAGE}/mistake_hook_of_a_job",
        {
            "@dg.asset\n": "@dg.asset(hooks={tell})\n",
            ", hooks={tell})]": ")]",
        },
    )
    assert printed[:2] == ["failed in daily", "without the job"]
    assert len(printed) == 3


def test_on_both_the_hook_is_called_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(hooks={failed})
    def orders() -> None:
        raise ConnectionError

    job = dg.define_asset_job("daily", hooks={failed})
    defs = dg.Definitions(assets=[orders], jobs=[job])
    defs.resolve_job_def("daily").execute_in_process(raise_on_error=False)
    assert capsys.readouterr().out.splitlines() == [
        "orders failed ConnectionError()"
    ]


def test_a_hook_that_raises_fails_no_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_hook_raises") == [
        "success: True",
        "invoices HOOK_ERRORED",
    ]
    result = dg.materialize([mistake_hook_raises.invoices])
    types = [event.event_type_value for event in result.all_events]
    assert types.count("HOOK_ERRORED") == 1


def test_the_same_work_in_an_asset_fails_the_run(mend: Mend) -> None:
    changes = {
        "@dg.success_hook\ndef upload(context: dg.HookContext) -> None:": (
            '@dg.asset(deps=["invoices"])\ndef upload() -> None:'
        ),
        "@dg.asset(hooks={upload})": "@dg.asset",
        "dg.materialize([invoices])": (
            "dg.materialize([invoices, upload], raise_on_error=False)"
        ),
    }
    printed = mend(f"{PAGE}/mistake_hook_raises", changes)
    assert printed == ["success: False"]


def test_a_parameter_of_a_hook_is_no_resource(run: Run) -> None:
    assert run(f"{PAGE}/mistake_resource_as_parameter") == [
        "TypeError: tell() missing 1 required positional argument: 'chat'"
    ]
    assert mistake_resource_as_parameter.tell.required_resource_keys == set()


def test_a_required_key_gives_the_hook_its_resource(mend: Mend) -> None:
    changes = {
        "@dg.failure_hook": (
            '@dg.failure_hook(required_resource_keys={"chat"})'
        ),
        ", chat: Chat)": ")",
        "    chat.say": "    context.resources.chat.say",
    }
    printed = mend(f"{PAGE}/mistake_resource_as_parameter", changes)
    assert printed == ["orders failed"]


def test_no_hook_is_called_when_a_resource_fails(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"{PAGE}/mistake_never_called") == ["success: False"]
    capsys.readouterr()
    database = mistake_never_called.Database()
    orders = mistake_never_called.orders
    assert orders.hook_defs == {mistake_never_called.tell}
    assert start(capsys, orders, resources={"database": database}) == []

    class Fine(mistake_never_called.Database):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            pass

    @dg.asset(hooks={mistake_never_called.tell})
    def stock(database: Fine) -> None:
        raise ConnectionError

    printed = start(capsys, stock, resources={"database": Fine()})
    assert printed == ["stock failed"]


def test_a_failure_sensor_is_called_for_a_run_whose_resource_failed() -> None:
    told = []

    @dg.run_failure_sensor
    def tell(context: dg.RunFailureSensorContext) -> None:
        told.append(context.dagster_run.run_id)

    @dg.schedule(
        target=[mistake_never_called.orders], cron_schedule="0 6 * * *"
    )
    def daily() -> dg.RunRequest:
        return dg.RunRequest()

    defs = dg.Definitions(
        assets=[mistake_never_called.orders],
        schedules=[daily],
        sensors=[tell],
        resources={"database": mistake_never_called.Database()},
    )
    morning = datetime(2025, 5, 1, 6, tzinfo=UTC)
    with run_daemon(defs, executes=True) as daemon:
        for name in ("daily", "tell"):
            daemon.start(name, morning.replace(hour=5))
        daemon.turn_sensors(morning)
        daemon.turn_schedules(morning.replace(second=30))
        daemon.turn_sensors(morning.replace(minute=5))
        [run] = daemon.runs()
    assert told == [run.run_id]


def test_a_resource_that_is_missing_is_found_when_the_code_loads(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="required by hook 'tell'"
    ):
        run(f"{PAGE}/mistake_no_resource")
    graph = mistake_no_resource.defs.assets
    assert graph is not None


def test_with_the_resource_the_code_loads(mend: Mend) -> None:
    changes = {
        "assets=[orders])": 'assets=[orders], resources={"chat": object()})'
    }
    assert mend(f"{PAGE}/mistake_no_resource", changes) == []

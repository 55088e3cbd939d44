"""Every claim of docs/failures/from_the_failed_step.md, proved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pytest
import yaml

from snippets.failures.from_the_failed_step import (
    from_the_failed_step,
    mistake_not_failed,
    mistake_retries_are_off,
    mistake_value_in_memory,
    mistake_whole_step,
    run_retries,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import ROOT, Mend, Run

PAGE = "failures/from_the_failed_step"
MORNING = datetime(2025, 5, 1, 6, tzinfo=UTC)
MADE: list[str] = []


@dg.asset
def stock() -> None:
    MADE.append("stock")


@dg.asset(deps=[stock])
def orders() -> None:
    MADE.append("orders")
    raise ConnectionError("the shop does not answer")


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def refunds() -> None:
    MADE.append("refunds")
    raise ConnectionError("the shop does not answer")


def requests(tags: Mapping[str, str], *assets: dg.AssetsDefinition) -> Any:
    """Define a schedule whose runs have these tags."""

    @dg.schedule(target=[*assets], cron_schedule="0 6 * * *")
    def daily() -> dg.RunRequest:
        return dg.RunRequest(tags=tags)

    return dg.Definitions(assets=[*assets], schedules=[daily])


@contextmanager
def daemon_with(
    defs: dg.Definitions, settings: Mapping[str, object]
) -> Iterator[Daemon]:
    """Give a daemon that retries runs as the settings say."""
    launcher = {
        "module": "dagster._core.test_utils",
        "class": "MockedRunLauncher",
    }
    coordinator = {
        "module": "dagster._core.run_coordinator",
        "class": "DefaultRunCoordinator",
    }
    overrides = {
        "run_launcher": launcher,
        "run_coordinator": coordinator,
        "run_retries": settings,
    }
    MADE.clear()
    with (
        dg.instance_for_test(overrides) as instance,
        run_daemon(defs, instance, executes=True) as daemon,
    ):
        daemon.turn_retries(MORNING)
        daemon.start("daily", MORNING.replace(hour=5))
        daemon.turn_schedules(MORNING.replace(second=30))
        for minute in range(1, 5):
            daemon.turn_retries(MORNING.replace(minute=minute))
        yield daemon


def test_only_the_failed_step_runs_again_with_the_value_stored_before(
    run: Run,
) -> None:
    assert run(f"{PAGE}/from_the_failed_step") == [
        *("reading orders for an hour", "success: False"),
        *("revenue: 65", "success: True"),
    ]


def test_the_second_run_knows_the_first_and_has_an_id_of_its_own() -> None:
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(from_the_failed_step.shop)
        first = dg.execute_job(job, instance)
        again = dg.ReexecutionOptions.from_failure(first.run_id, instance)
        second = dg.execute_job(job, instance, reexecution_options=again)
        run = instance.get_run_by_id(second.run_id)
        chosen = dg.ReexecutionOptions(first.run_id, ["revenue"])
        third = dg.execute_job(job, instance, reexecution_options=chosen)
    assert run
    assert run.parent_run_id == run.root_run_id == first.run_id != run.run_id
    assert job.get_definition().name == "shop"
    made = [e.step_key for e in third.all_events if e.is_step_success]
    assert made == ["revenue"]


def test_a_lambda_is_not_reconstructable() -> None:
    with pytest.raises(dg.DagsterError, match="can not be a lambda"):
        dg.reconstructable(lambda: from_the_failed_step.shop())


def test_a_step_selection_may_name_steps_that_succeeded() -> None:
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(from_the_failed_step.shop)
        first = dg.execute_job(job, instance)
        chosen = dg.ReexecutionOptions(first.run_id, ["*revenue"])
        again = dg.execute_job(job, instance, reexecution_options=chosen)
    made = [e.step_key for e in again.all_events if e.is_step_success]
    assert made == ["orders", "revenue"]


def test_a_run_with_a_number_will_be_retried(run: Run) -> None:
    assert run(f"{PAGE}/run_retries") == ["true"]
    assert run_retries.shop().tags == {"dagster/max_retries": "3"}
    file = ROOT / f"snippets/{PAGE}/dagster.yaml"
    settings = yaml.safe_load(file.read_text())["run_retries"]
    assert settings == {"enabled": True}


def test_the_daemon_runs_it_again_from_the_failed_step_three_times() -> None:
    tags = {"dagster/max_retries": "3"}
    with daemon_with(requests(tags, stock, orders), {"enabled": True}) as found:
        runs = found.runs()
    assert MADE == ["stock", "orders", "orders", "orders", "orders"]
    assert [run.status.value for run in runs] == ["FAILURE"] * 4
    assert [run.parent_run_id for run in runs[1:]] == [
        run.run_id for run in runs[:-1]
    ]
    assert {run.root_run_id for run in runs[1:]} == {runs[0].run_id}


def test_the_strategy_all_steps_repeats_what_succeeded() -> None:
    tags = {
        "dagster/max_retries": "1",
        "dagster/retry_strategy": "ALL_STEPS",
    }
    with daemon_with(requests(tags, stock, orders), {"enabled": True}):
        assert MADE == ["stock", "orders"] * 2


def test_the_number_in_the_settings_counts_for_each_run() -> None:
    settings = {"enabled": True, "max_retries": 2}
    with daemon_with(requests({}, orders), settings):
        assert MADE == ["orders"] * 3


def test_the_number_of_a_run_wins_over_that_of_the_settings() -> None:
    settings = {"enabled": True, "max_retries": 2}
    defs = requests({"dagster/max_retries": "0"}, orders)
    with daemon_with(defs, settings):
        assert MADE == ["orders"]


def test_enabled_without_a_number_retries_nothing() -> None:
    with daemon_with(requests({}, orders), {"enabled": True}):
        assert MADE == ["orders"]


def test_a_policy_and_the_retries_of_runs_multiply() -> None:
    defs = requests({"dagster/max_retries": "1"}, refunds)
    with daemon_with(defs, {"enabled": True}):
        assert MADE == ["refunds"] * 4


def test_failures_of_assets_can_be_left_to_the_policies() -> None:
    defs = requests({"dagster/max_retries": "1"}, refunds)
    settings = {"enabled": True, "retry_on_asset_or_op_failure": False}
    with daemon_with(defs, settings):
        assert MADE == ["refunds"] * 2


def test_without_the_setting_the_number_does_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_retries_are_off") == ["None"]
    job = mistake_retries_are_off.shop()
    assert job.tags == {"dagster/max_retries": "3"}
    with daemon_with(requests(job.tags, orders), {"enabled": False}):
        assert MADE == ["orders"]


def test_enabling_it_makes_the_number_count(mend: Mend) -> None:
    changes = {
        "dg.instance_for_test()": (
            'dg.instance_for_test({"run_retries": {"enabled": True}})'
        )
    }
    assert mend(f"{PAGE}/mistake_retries_are_off", changes) == ["true"]


def test_a_value_in_memory_is_refused(run: Run) -> None:
    with pytest.raises(dg.DagsterError, match="in-memory io managers"):
        run(f"{PAGE}/mistake_value_in_memory")
    keys = mistake_value_in_memory.shop().asset_layer.executable_asset_keys
    assert {key.to_user_string() for key in keys} == {"orders", "revenue"}


def test_a_value_in_a_file_is_accepted(mend: Mend) -> None:
    memory = '        resources={"io_manager": dg.mem_io_manager},\n'
    with pytest.raises(ConnectionError, match="the bank"):
        mend(f"{PAGE}/mistake_value_in_memory", {memory: ""})


def test_a_step_with_two_assets_runs_as_a_whole(run: Run) -> None:
    reading = ["reading orders", "reading customers"]
    assert run(f"{PAGE}/mistake_whole_step") == reading * 2
    keys = {dg.AssetKey("orders"), dg.AssetKey("customers")}
    assert mistake_whole_step.tables.keys == keys


def test_a_run_that_succeeded_has_no_failed_step(run: Run) -> None:
    with pytest.raises(dg.DagsterError, match="not failed or canceled"):
        run(f"{PAGE}/mistake_not_failed")
    assert mistake_not_failed.shop().name == "shop"


def test_all_steps_of_a_run_that_succeeded_can_run_again(mend: Mend) -> None:
    changes = {
        ".from_failure(run.run_id, instance)": "(run.run_id)",
        "def orders() -> None: ...": 'def orders() -> None:\n    print("made")',
    }
    printed = mend(f"{PAGE}/mistake_not_failed", changes)
    assert printed == ["made", "made"]

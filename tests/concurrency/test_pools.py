"""Every claim of docs/concurrency/pools.md, proved."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pytest
import yaml

from snippets.concurrency.pools import (
    mistake_limit_of_runs,
    mistake_no_limit,
    one_at_a_time,
)
from tests._harness.daemon import run_daemon
from tests.conftest import ROOT, Mend, Run

PAGE = "concurrency/pools"
MORNING = datetime(2025, 5, 1, 6, tzinfo=UTC)
ONE = {"default_limit": 1}


@pytest.fixture
def limited() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test({"concurrency": {"pools": ONE}}) as instance:
        yield instance


def one_by_one() -> dg.JobDefinition:
    """The assets of the page in a job with a limit of its own."""
    executor = dg.multiprocess_executor.configured({"max_concurrent": 1})
    job = dg.define_asset_job("one_by_one", executor_def=executor)
    assets = [one_at_a_time.orders, one_at_a_time.customers]
    return dg.Definitions(assets, jobs=[job]).resolve_job_def("one_by_one")


def count_processes(
    settings: Mapping[str, Any],
    job: Callable[[], dg.JobDefinition] = one_at_a_time.shop,
) -> int:
    """Say how many steps of a job had a process at the same time."""
    now = most = 0
    with dg.instance_for_test(dict(settings)) as instance:
        run = dg.execute_job(dg.reconstructable(job), instance)
        for event in run.all_events:
            if event.event_type == dg.DagsterEventType.STEP_WORKER_STARTING:
                now += 1
            now -= event.is_step_success
            most = max(most, now)
    return most


def test_the_step_that_waits_says_for_which_pool(run: Run) -> None:
    assert run(f"{PAGE}/one_at_a_time") == [
        "steps that waited: 1",
        "Step blocked by limit for pool warehouse",
    ]


@pytest.mark.parametrize(("pools", "at_once"), [(ONE, 1), ({}, 2)])
def test_the_limit_decides_how_many_have_a_process(
    pools: Mapping[str, int], at_once: int
) -> None:
    assert count_processes({"concurrency": {"pools": pools}}) == at_once


def test_an_executor_limits_the_steps_of_one_run() -> None:
    assert count_processes({}, one_by_one) == 1


def test_the_file_has_the_settings_of_the_program() -> None:
    file = ROOT / "snippets" / PAGE / "dagster.yaml"
    assert yaml.safe_load(file.read_text()) == {"concurrency": {"pools": ONE}}


def test_all_runs_share_the_places(limited: dg.DagsterInstance) -> None:
    storage = limited.event_log_storage
    claims = []

    @dg.asset(pool="warehouse")
    def orders(context: dg.AssetExecutionContext) -> None:
        for pool in ("warehouse", "another"):
            storage.initialize_concurrency_limit_to_default(pool)
            claim = storage.claim_concurrency_slot(pool, "a run", "customers")
            claims.append(claim.is_claimed)

    assert dg.materialize([orders], instance=limited).success
    assert claims == [False, True]


def test_a_step_that_fails_gives_its_place_back(
    limited: dg.DagsterInstance,
) -> None:
    taken = []

    def count() -> int:
        info = limited.event_log_storage.get_concurrency_info("warehouse")
        return info.active_slot_count

    @dg.asset(pool="warehouse")
    def orders() -> None:
        taken.append(count())
        raise ConnectionError

    run = dg.materialize([orders], instance=limited, raise_on_error=False)
    assert not run.success
    assert taken == [1]
    assert count() == 0


def test_the_limit_of_one_pool_wins_over_the_default(
    limited: dg.DagsterInstance,
) -> None:
    storage = limited.event_log_storage
    storage.set_concurrency_slots("warehouse", 2)

    @dg.asset(pool="another")
    def stock() -> None: ...

    assert dg.materialize([one_at_a_time.orders], instance=limited).success
    assert dg.materialize([stock], instance=limited).success
    assert storage.get_concurrency_info("warehouse").slot_count == 2
    assert storage.get_concurrency_info("another").slot_count == 1


def test_a_pool_that_has_no_limit_makes_nobody_wait(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_limit") == ["steps that waited: 0"]


def test_with_a_limit_the_second_step_waits(mend: Mend) -> None:
    settings = '{"concurrency": {"pools": {"default_limit": 1}}}'
    said = mend(
        f"{PAGE}/mistake_no_limit",
        {"instance_for_test()": f"instance_for_test({settings})"},
    )
    assert said == ["steps that waited: 1"]


def test_a_limit_of_runs_makes_no_step_wait(run: Run) -> None:
    assert run(f"{PAGE}/mistake_limit_of_runs") == ["steps that waited: 0"]


def test_granularity_is_of_steps_if_it_is_not_named(mend: Mend) -> None:
    said = mend(f"{PAGE}/mistake_limit_of_runs", {', "granularity": "run"': ""})
    assert said == ["steps that waited: 1"]


def request_twice(pools: Mapping[str, Any], *, known: bool) -> list[str]:
    """Let a schedule request two runs of `stock` and `orders`, and queue them.

    The pool of `orders` may be `known`, by a limit of its own.
    """

    @dg.asset
    def stock() -> None: ...

    @dg.asset(pool="warehouse", deps=[stock])
    def orders() -> None: ...

    @dg.schedule(target=[stock, orders], cron_schedule="0 6 * * *")
    def daily() -> list[dg.RunRequest]:
        return [dg.RunRequest(run_key=key) for key in ("a", "b")]

    launcher = {
        "module": "dagster._core.test_utils",
        "class": "MockedRunLauncher",
    }
    settings = {"concurrency": {"pools": pools}, "run_launcher": launcher}
    defs = dg.Definitions([stock, orders], schedules=[daily])
    with (
        dg.instance_for_test(settings) as instance,
        run_daemon(defs, instance) as daemon,
    ):
        if known:
            instance.event_log_storage.set_concurrency_slots("warehouse", 1)
        daemon.start("daily", MORNING.replace(hour=5))
        daemon.turn_schedules(MORNING.replace(second=30))
        daemon.turn_queue()
        daemon.turn_queue()
        return sorted(run.status.value for run in daemon.runs())


def test_a_limit_of_runs_keeps_the_second_run_in_the_queue() -> None:
    runs = {"granularity": "run"}
    assert request_twice(runs, known=True) == ["QUEUED", "STARTING"]


def test_a_limit_of_steps_lets_it_start() -> None:
    assert request_twice({}, known=True) == ["STARTING"] * 2


def test_the_default_alone_does_not_keep_the_first_runs_in_the_queue() -> None:
    runs = {**ONE, "granularity": "run"}
    assert request_twice(runs, known=False) == ["STARTING"] * 2


def test_granularity_has_two_values(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match="'run' or 'op'"):
        run(f"{PAGE}/mistake_granularity")


def test_the_mended_granularity_is_accepted(mend: Mend) -> None:
    assert mend(f"{PAGE}/mistake_granularity", {'"steps"': '"op"'}) == []


@pytest.mark.parametrize(
    "page", [one_at_a_time, mistake_no_limit, mistake_limit_of_runs]
)
def test_both_assets_are_in_the_pool(page: Any) -> None:
    for asset in (page.orders, page.customers):
        assert asset.op.pool == "warehouse"
    job = page.shop()
    assert job.name == "shop"
    names = {node.name for node in job.nodes}
    assert names == {"orders", "customers"}

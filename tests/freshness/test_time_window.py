"""Every claim of docs/freshness/time_window.md, proved."""

import importlib
import os
import runpy
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import dagster as dg
import pytest

from docs._ext.core.site import ROOT
from snippets.freshness.time_window import (
    for_every_asset,
    mistake_never_made,
    mistake_nothing_starts_it,
    mistake_policy_for_all,
    mistake_result_not_used,
    never_made_is_late,
    no_older_than_a_day,
)
from tests._harness.daemon import run_daemon
from tests._harness.webserver import serve
from tests.conftest import Mend, Run
from tests.freshness.conftest import (
    HOUR,
    MINUTE,
    NINE,
    look,
    noted,
    policy_of,
)

PAGE = "freshness/time_window"
SENSOR = "default_automation_condition_sensor"
FRESH = "{ assetNodes { freshnessStatusInfo { freshnessStatus } } }"
PASS, WARN, FAIL, UNKNOWN = "PASS", "WARN", "FAIL", "UNKNOWN"
POLICY = dg.FreshnessPolicy.time_window(fail_window=24 * HOUR)


def test_the_orders_have_a_policy(run: Run) -> None:
    assert run(f"{PAGE}/no_older_than_a_day") == ["orders True"]


def test_the_schedule_loads_them_every_night_from_the_start() -> None:
    with run_daemon(no_older_than_a_day.defs, executes=True) as daemon:
        for hours in (0, 24):
            daemon.turn_schedules(NINE + hours * HOUR)
        [tick] = daemon.ticks("every_night")
        assert (tick.at.hour, tick.at.minute, tick.status) == (2, 0, "SUCCESS")
        event = daemon.instance.get_latest_materialization_event
        assert event(no_older_than_a_day.orders.key)


def test_a_warning_at_12_hours_and_late_at_24() -> None:
    with run_daemon(no_older_than_a_day.defs) as daemon:
        assert noted(daemon.instance, "orders") is None
        found = [look(daemon, "orders", NINE)]
        daemon.report("orders", NINE)
        for hours in (0, 12, 24, 1000):
            at = NINE + hours * HOUR
            found += [
                look(daemon, "orders", at - MINUTE * (hours > 0)),
                look(daemon, "orders", at),
            ]
        assert found == [UNKNOWN, PASS, PASS, PASS, WARN, WARN, *[FAIL] * 3]
        daemon.report("orders", NINE + 1000 * HOUR)
        assert look(daemon, "orders", NINE + 1000 * HOUR) == PASS


def test_without_a_warning_window_there_is_no_warning() -> None:
    spec = dg.AssetSpec("orders", freshness_policy=POLICY)
    with run_daemon(dg.Definitions([spec])) as daemon:
        daemon.report("orders", NINE)
        found = [look(daemon, "orders", NINE + h * HOUR) for h in (0, 23, 24)]
        assert found == [PASS, PASS, FAIL]


def test_a_run_counts_when_it_has_succeeded() -> None:
    is_broken = [False]

    @dg.asset(freshness_policy=POLICY)
    def orders() -> None:
        if is_broken[0]:
            raise ConnectionError

    with run_daemon(dg.Definitions([orders])) as daemon:
        dg.materialize([orders], instance=daemon.instance)
        now = datetime.now(UTC)
        assert look(daemon, "orders", now) == PASS
        assert look(daemon, "orders", now + 24 * HOUR) == FAIL
        is_broken[0] = True
        dg.materialize([orders], instance=daemon.instance, raise_on_error=False)
        assert look(daemon, "orders", datetime.now(UTC) + 24 * HOUR) == FAIL


def test_any_partition_counts() -> None:
    days = dg.DailyPartitionsDefinition("2026-01-01")

    @dg.asset(freshness_policy=POLICY, partitions_def=days)
    def orders() -> None: ...

    with run_daemon(dg.Definitions([orders])) as daemon:
        dg.materialize(
            [orders], instance=daemon.instance, partition_key="2026-01-02"
        )
        assert look(daemon, "orders", datetime.now(UTC)) == PASS


def test_the_age_of_a_parent_does_not_count() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset(deps=[orders], freshness_policy=POLICY)
    def revenue() -> None: ...

    with run_daemon(dg.Definitions([orders, revenue])) as daemon:
        daemon.report("orders", NINE)
        daemon.report("revenue", NINE + 1000 * HOUR)
        assert look(daemon, "revenue", NINE + 1000 * HOUR) == PASS


def test_another_policy_holds_from_the_next_look() -> None:
    two_days = dg.FreshnessPolicy.time_window(fail_window=48 * HOUR)
    found = []
    with run_daemon(dg.Definitions()) as daemon:
        daemon.report("orders", NINE)
        for policy in (POLICY, two_days, None):
            spec = dg.AssetSpec("orders", freshness_policy=policy)
            daemon.deploy(dg.Definitions([spec]))
            found.append(look(daemon, "orders", NINE + 30 * HOUR))
    assert found == [FAIL, PASS, "NOT_APPLICABLE"]


def test_what_was_noted_stays_while_the_daemon_does_not_run() -> None:
    defs = no_older_than_a_day.defs
    with run_daemon(defs) as daemon:
        daemon.report("orders", NINE)
        look(daemon, "orders", NINE)
        assert noted(daemon.instance, "orders") == PASS
        instance = daemon.instance
        with run_daemon(defs, instance) as later:
            assert noted(later.instance, "orders") == PASS
            assert look(later, "orders", NINE + 48 * HOUR) == FAIL


def test_the_daemon_looks_every_30_seconds() -> None:
    freshness: Any = importlib.import_module("dagster._daemon.freshness")
    assert freshness.FreshnessDaemon().interval_seconds == 30


def test_the_daemon_tells_the_webserver(tmp_path: Path) -> None:
    program = ROOT / f"snippets/{PAGE}/no_older_than_a_day.py"
    environment = {**os.environ, "FRESHNESS_DAEMON_INTERVAL_SECONDS": "1"}
    with serve(program, program.name, tmp_path, environment) as ask:
        ask(FRESH, '"UNKNOWN"')
        with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
            event = dg.AssetMaterialization("orders")
            instance.report_runless_asset_event(event)
            ask(FRESH, '"HEALTHY"')
            assert noted(instance, "orders") == PASS


def test_each_asset_without_a_policy_gets_one(run: Run) -> None:
    assert run(f"{PAGE}/for_every_asset") == [
        "orders a day",
        "prices an hour",
        "revenue a day",
    ]
    page = for_every_asset
    windows = [
        policy.fail_window.to_timedelta()
        for policy in (page.an_hour, page.a_day)
    ]
    assert windows == [HOUR, 24 * HOUR]
    assert policy_of(page.prices) == page.an_hour
    assert policy_of(page.orders) is policy_of(page.revenue) is None


def test_a_graph_of_ops_gets_one_in_this_way_only() -> None:
    @dg.op
    def load() -> None: ...

    @dg.graph_asset
    def orders() -> Any:
        return load()

    graph_asset: Any = dg.graph_asset
    with pytest.raises(TypeError, match="freshness_policy"):
        graph_asset(freshness_policy=POLICY)
    [given] = dg.map_asset_specs(
        lambda spec: dg.apply_freshness_policy(spec, POLICY), [orders]
    )
    assert isinstance(given, dg.AssetsDefinition)
    with run_daemon(dg.Definitions([given])) as daemon:
        daemon.report("orders", NINE)
        found = [look(daemon, "orders", NINE + h * HOUR) for h in (23, 24)]
        assert found == [PASS, FAIL]


def test_the_windows_are_a_minute_or_longer() -> None:
    time_window = dg.FreshnessPolicy.time_window
    second = timedelta(seconds=1)
    assert time_window(fail_window=2 * MINUTE, warn_window=MINUTE)
    with pytest.raises(Exception, match="cannot be less than 1 minute"):
        time_window(fail_window=MINUTE - second)
    with pytest.raises(Exception, match="cannot be less than 1 minute"):
        time_window(fail_window=HOUR, warn_window=MINUTE - second)


def test_the_windows_the_wrong_way_round(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_warning_first"
    with pytest.raises(Exception, match="warn_window must be less than"):
        run(name)
    fixed = {
        "(timedelta(hours=12), timedelta(hours=24))": "("
        "warn_window=timedelta(hours=12), fail_window=timedelta(hours=24))"
    }
    assert mend(name, fixed) == []


def test_a_number_is_no_window(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_minutes"
    with pytest.raises(AttributeError, match="total_seconds"):
        run(name)
    fixed = {
        "import dagster": "from datetime import timedelta\nimport dagster",
        "=60": "=timedelta(minutes=60)",
    }
    assert mend(name, fixed) == []


def test_nothing_starts_an_asset_for_its_policy(run: Run) -> None:
    assert run(f"{PAGE}/mistake_nothing_starts_it") == ["None None None"]
    defs = mistake_nothing_starts_it.defs
    assert late_runs(defs, mistake_nothing_starts_it.orders) == 0


def test_a_condition_starts_it_when_it_is_late(
    mend: Mend, tmp_path: Path
) -> None:
    late = "dg.AutomationCondition.freshness_failed().newly_true()"
    policy = "freshness_policy=a_day"
    fixed = {policy: f"{policy}, automation_condition={late}"}
    [told] = mend(f"{PAGE}/mistake_nothing_starts_it", fixed)
    assert told.startswith("None None ")
    assert not told.endswith("None")
    page = runpy.run_path(f"{tmp_path}/fixed.py")
    assert late_runs(page["defs"], page["orders"]) == 1


def late_runs(defs: dg.Definitions, orders: dg.AssetsDefinition) -> int:
    """Count the runs of an asset that becomes late after one day."""
    assert policy_of(orders) == POLICY
    with run_daemon(defs) as daemon:
        if any(spec.automation_condition for spec in orders.specs):
            daemon.start(SENSOR, NINE)
        daemon.report("orders", NINE)
        for hours in (0, 23, 24, 25, 26):
            at = NINE + hours * HOUR
            state = look(daemon, "orders", at)
            daemon.turn_conditions(at)
        assert state == FAIL
        return len(daemon.runs())


def test_what_was_never_made_is_never_late(run: Run) -> None:
    assert run(f"{PAGE}/mistake_never_made") == ["False None"]
    page = mistake_never_made
    assert policy_of(page.orders) == POLICY
    with run_daemon(page.defs) as daemon:
        dg.materialize(
            [page.orders], instance=daemon.instance, raise_on_error=False
        )
        for days in (0, 1, 30):
            at = datetime.now(UTC) + timedelta(days=days)
            assert look(daemon, "orders", at) == UNKNOWN


def test_a_check_fails_before_the_first_materialization(run: Run) -> None:
    assert run(f"{PAGE}/never_made_is_late") == ["False", "True"]


@pytest.mark.parametrize(
    ("hours", "passed"), [(0, True), (23.99, True), (24, False)]
)
def test_the_check_looks_back_for_a_day(
    monkeypatch: pytest.MonkeyPatch, hours: float, passed: bool
) -> None:
    page = never_made_is_late
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([page.orders], instance=instance)
        event = instance.get_latest_materialization_event(page.orders.key)
        assert event
        clock = SimpleNamespace(time=lambda: event.timestamp + hours * 60 * 60)
        monkeypatch.setattr(page, "time", clock)
        assert checked(instance) == [passed]


def checked(instance: dg.DagsterInstance) -> Sequence[bool]:
    """Run the check alone, and say what it found."""
    run = never_made_is_late.defs.resolve_job_def("check").execute_in_process(
        instance=instance
    )
    assert not run.get_asset_materialization_events()
    return [found.passed for found in run.get_asset_check_evaluations()]


def test_the_daemon_runs_the_check_at_nine() -> None:
    with run_daemon(never_made_is_late.defs) as daemon:
        found = []
        for minutes in (-60, -1, 1, 2, 24 * 60 - 1, 24 * 60 + 1):
            daemon.turn_schedules(NINE + minutes * MINUTE)
            found.append(len(daemon.runs()))
        assert found == [0, 0, 1, 1, 1, 2]
        assert {run.job_name for run in daemon.runs()} == {"check"}


def test_a_policy_for_all_replaces_others(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_policy_for_all"
    assert run(name) == ["False True"]
    fixed = {"(spec, a_day)": "(spec, a_day, overwrite_existing=False)"}
    assert mend(name, fixed) == ["True False"]
    page = mistake_policy_for_all
    assert policy_of(page.prices) == page.an_hour


def test_the_assets_themselves_do_not_change(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_result_not_used"
    assert run(name) == ["None"]
    fixed: dict[str, Any] = {"\ndg.map_asset": "\nassets = dg.map_asset"}
    [told] = mend(name, fixed)
    assert "TimeWindowFreshnessPolicy" in told
    assert policy_of(mistake_result_not_used.orders) is None

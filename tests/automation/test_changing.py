"""Every claim of docs/automation/changing.md, proved."""

import os
import runpy
import warnings
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.changing import (
    a_condition_for_a_group,
    legacy_policy,
    mistake_conditions_replaced,
    mistake_renamed_asset,
    mistake_renamed_sensor,
    request_it_once,
    what_is_remembered,
    without_memory,
)
from tests._harness.daemon import Daemon, run_daemon
from tests._harness.webserver import RUN_SUCCEEDED, serve, start_sensor
from tests.automation.conftest import (
    NINE,
    Make,
    Ticks,
    condition_of,
    runs_of,
    update,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "automation/changing"
MINUTE = timedelta(minutes=1)
SENSOR = "default_automation_condition_sensor"
EAGER = "dg.AutomationCondition.eager()"

pytestmark = [
    pytest.mark.filterwarnings("ignore::dagster.PreviewWarning"),
    pytest.mark.filterwarnings("ignore::dagster.BetaWarning"),
]


def turn(daemon: Daemon, minutes: int, *updated: str) -> None:
    update(daemon, *updated)
    daemon.turn_conditions(NINE + minutes * MINUTE)


def test_an_asset_with_a_new_name_is_requested_once(run: Run) -> None:
    told = ["revenue 1", "revenue 0", "income 1", "income 0"]
    assert run(f"{PAGE}/request_it_once") == told
    with run_daemon(request_it_once.build("revenue"), executes=True) as daemon:
        update(daemon, "orders")
        daemon.start(SENSOR, NINE)
        turn(daemon, 0)
        turn(daemon, 1)
        daemon.deploy(request_it_once.build("income"))
        for minutes in (2, 3):
            turn(daemon, minutes)
        turn(daemon, 4, "orders")
        turn(daemon, 5)
        assert runs_of(daemon) == [["revenue"], ["income"], ["income"]]


def test_it_waits_for_its_parent_at_first(ticks: Make) -> None:
    made = ticks(request_it_once.defs)
    assert made.count([], ["orders"], [], ["revenue"]) == [0, 1, 0, 0]


@pytest.mark.parametrize("running", ["orders", "revenue"])
def test_it_waits_for_a_run_under_way(ticks: Make, running: str) -> None:
    @dg.asset(name=running)
    def meanwhile() -> None:
        counts.extend(made.count([]))

    counts: list[int] = []
    made = ticks(request_it_once.defs)
    made.report("orders")
    dg.materialize([meanwhile], instance=made.instance)
    assert counts + made.count([], []) == [0, 1, 0]


@pytest.mark.parametrize(
    ("page", "name"),
    [(request_it_once, "revenue"), (mistake_renamed_asset, "income")],
)
def test_the_asset_has_the_name_that_was_deployed(page: Any, name: str) -> None:
    orders, asset = page.defs.assets
    assert asset.key == dg.AssetKey(name)
    assert asset.dependency_keys == {orders.key}


def test_parts_are_kept_and_a_trigger_is_not(run: Run) -> None:
    assert run(f"{PAGE}/what_is_remembered") == [
        "the same: 1",
        "a part more: 1",
        "a part less: 1",
        "another label: 1",
        "another trigger: 0",
        "another reset: 0",
    ]
    label = what_is_remembered.changes["another label"].get_label()
    assert label == "at once"


@pytest.mark.parametrize("change", what_is_remembered.changes)
def test_whatever_is_changed_an_update_is_needed(
    ticks: Make, change: str
) -> None:
    condition = what_is_remembered.changes[change]
    made = ticks(what_is_remembered.build(condition))
    assert made.count(["stocktaking"], [], ["orders"], []) == [0, 0, 1, 0]


def sensor_of(name: str) -> dg.Definitions:
    return mistake_renamed_sensor.build(name)


def test_a_stopped_sensor_keeps_its_cursor() -> None:
    with run_daemon(sensor_of("automation"), executes=True) as daemon:
        turn(daemon, 0)
        daemon.stop("automation", NINE)
        turn(daemon, 1, "orders")
        assert daemon.runs() == []
        daemon.start("automation", NINE + 2 * MINUTE)
        turn(daemon, 3)
        turn(daemon, 4)
        assert runs_of(daemon) == [["revenue"]]


def test_a_group_gets_a_condition_and_keeps_those_it_has(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/a_condition_for_a_group"
    told = [
        "orders eager",
        "report on_cron(0 6 * * *, UTC)",
        "revenue eager",
    ]
    assert run(name) == told
    more = {"revenue, report]": 'revenue, report, dg.AssetSpec("visits")]'}
    assert mend(name, more) == [*told, "visits None"]
    page = a_condition_for_a_group
    groups = {s.group_name for s in page.defs.resolve_all_asset_specs()}
    assert groups == {"sales"}
    assert page.revenue.dependency_keys == {page.orders.key}
    assert page.report.dependency_keys == {page.revenue.key}


def test_a_condition_without_memory_needs_no_cursor(run: Run) -> None:
    assert run(f"{PAGE}/without_memory") == ["1", "1", "0"]
    with run_daemon(without_memory.defs, executes=True) as daemon:
        updates = [[], ["orders"], [], ["orders"], ["customers"]]
        for minutes, updated in enumerate(updates):
            update(daemon, *updated)
            daemon.turn_sensors(NINE + minutes * MINUTE)
        assert runs_of(daemon) == [["revenue"]] * 2


def test_an_update_during_the_run_counts_as_used(ticks: Make) -> None:
    @dg.asset(deps=["orders"], automation_condition=without_memory.condition)
    def revenue() -> None:
        made.report("orders")

    made = ticks([revenue])
    counts = made.count(["orders"])
    dg.materialize([revenue], instance=made.instance)
    assert counts + made.count([]) == [1, 0]


def test_a_failure_without_memory_is_not_repeated() -> None:
    @dg.asset(deps=["orders"], automation_condition=without_memory.condition)
    def revenue() -> None:
        raise dg.Failure(allow_retries=False)

    defs = dg.Definitions([revenue], sensors=[without_memory.automation])
    with run_daemon(defs, executes=True) as daemon:
        update(daemon, "orders")
        for minutes in range(3):
            daemon.turn_sensors(NINE + minutes * MINUTE)
        assert [each.is_success for each in daemon.runs()] == [False]


def test_no_other_sensor_evaluates_it_and_nobody_says_so() -> None:
    assets = [without_memory.orders, without_memory.revenue]
    with run_daemon(dg.Definitions(assets)) as daemon:
        daemon.start(SENSOR, NINE)
        for minutes in range(3):
            turn(daemon, minutes, "orders")
            daemon.turn_sensors(NINE + minutes * MINUTE)
        assert daemon.runs() == []
        assert [t.status for t in daemon.ticks(SENSOR) if t.said] == []


class Shop(Ticks):
    """Revenue whose code, name of the sensor and name change at any time."""

    def play(self, steps: list[str]) -> bool:
        """Say whether revenue is newer than orders in the end."""
        name, orders, read = "revenue", 0, {"revenue": 0, "income": 0}
        for step in steps:
            if step == "update":
                orders += 1
                self.report("orders")
            elif step == "sensor":
                self.cursor = None
            elif step == "name":
                name = "income" if name == "revenue" else "revenue"
            elif self.evaluate(name):
                read[name] = orders
                self.report(name)
        return read[name] == orders

    def evaluate(self, name: str) -> int:
        @dg.asset(
            name=name,
            deps=["orders"],
            automation_condition=without_memory.OlderThanAParent(),
        )
        def revenue() -> None: ...

        self.assets = [revenue]
        return self.tick().total_requested


STEPS = st.lists(
    st.sampled_from(["update", "tick", "sensor", "name"]), max_size=9
)


@settings(max_examples=25, deadline=None, derandomize=True)
@example(["update", "name", "tick", "sensor", "update", "name", "sensor"])
@given(STEPS)
def test_without_memory_nothing_is_lost_in_any_order_of_changes(
    steps: list[str],
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert Shop([], instance).play([*steps, "tick"])


def test_a_renamed_asset_waits_for_the_next_update(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_renamed_asset"
    assert run(name) == ["revenue 0", "income 0", "income 0", "income 1"]
    new = "dg.AutomationCondition.initial_evaluation().since("
    new += "dg.AutomationCondition.newly_requested())"
    mended = mend(name, {f"{EAGER},": f"{EAGER} | {new},"})
    assert mended == ["revenue 1", "income 1", "income 0", "income 1"]


RENAMED = mistake_renamed_asset.build("income")
LATER = 24 * 60  # minutes


@pytest.mark.parametrize("before", [[], ["orders"], ["orders", "revenue"]])
def test_so_does_the_daemon_whatever_was_made_before(before: list[str]) -> None:
    with run_daemon(mistake_renamed_asset.build("revenue")) as daemon:
        daemon.start(SENSOR, NINE)
        turn(daemon, 0)
        update(daemon, *before)
        daemon.deploy(RENAMED)
        for minutes in (1, 2, LATER):
            turn(daemon, minutes)
        daemon.deploy(RENAMED)
        turn(daemon, LATER + 1)
        assert daemon.runs() == []
        turn(daemon, LATER + 2, "orders")
        turn(daemon, LATER + 3)
        assert runs_of(daemon) == [["income"]]


def test_an_update_between_the_new_name_and_its_first_tick_is_lost() -> None:
    with run_daemon(mistake_renamed_asset.build("revenue")) as daemon:
        daemon.start(SENSOR, NINE)
        turn(daemon, 0, "orders")
        daemon.deploy(RENAMED)
        turn(daemon, 1, "orders")
        turn(daemon, 2)
        assert runs_of(daemon) == []


def test_a_sensor_turned_on_in_the_webserver_is_evaluated_by_the_daemon(
    tmp_path: Path,
) -> None:
    program = ROOT / f"snippets/{PAGE}/request_it_once.py"
    with serve(program, program.name, tmp_path, os.environ) as ask:
        ask(
            """mutation { reportRunlessAssetEvents(eventParams: {
              eventType: ASSET_MATERIALIZATION, assetKey: {path: "orders"}
            }) { __typename } }""",
            "ReportRunlessAssetEventsSuccess",
        )
        start_sensor(ask, SENSOR)
        ask(RUN_SUCCEEDED, '"count": 1')
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert [run.is_success for run in instance.get_runs()] == [True]


def test_a_policy_requested_what_was_missing_and_eager_does_not(
    run: Run, ticks: Make
) -> None:
    told = ["policy [1, 0, 1, 0]", "eager [0, 0, 1, 0]"]
    assert run(f"{PAGE}/legacy_policy") == told
    updates: list[list[str]] = [["orders"], [], ["orders"], []]
    assert ticks(request_it_once.defs).count(*updates) == [1, 0, 1, 0]
    assert ticks(legacy_policy.defs).count(*updates) == [0, 0, 1, 0]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_policy_waits_for_its_parent(ticks: Make) -> None:
    policy = legacy_policy.ways["policy"]
    made = ticks(legacy_policy.build(policy))
    assert made.count([], ["orders"], []) == [0, 1, 0]


def test_an_update_is_lost_with_the_name_of_the_sensor(run: Run) -> None:
    assert run(f"{PAGE}/mistake_renamed_sensor") == ["0", "0", "0"]
    [before] = mistake_renamed_sensor.defs.sensors or []
    assert before.name == "automation"
    for name, runs in [("automation", 1), ("conditions", 0)]:
        with run_daemon(sensor_of("automation")) as daemon:
            turn(daemon, 0)
            update(daemon, "orders")
            daemon.deploy(sensor_of(name))
            turn(daemon, 1)
            turn(daemon, 2)
            assert len(daemon.runs()) == runs


def test_so_it_is_when_the_sensor_of_dagster_is_replaced() -> None:
    page = mistake_renamed_sensor
    with run_daemon(dg.Definitions([page.orders, page.revenue])) as daemon:
        daemon.start(SENSOR, NINE)
        turn(daemon, 0)
        update(daemon, "orders")
        daemon.deploy(sensor_of("automation"))
        turn(daemon, 1)
        turn(daemon, 2)
        assert daemon.runs() == []


def test_the_condition_of_the_page_requests_it() -> None:
    def build(name: str) -> dg.Definitions:
        sensor = dg.AutomationConditionSensorDefinition(
            name,
            target=dg.AssetSelection.all(),
            default_status=dg.DefaultSensorStatus.RUNNING,
        )
        mine = dg.Definitions(sensors=[sensor])
        return dg.Definitions.merge(request_it_once.build("revenue"), mine)

    with run_daemon(build("automation"), executes=True) as daemon:
        turn(daemon, 0, "orders")
        turn(daemon, 1)
        update(daemon, "orders")
        daemon.deploy(build("conditions"))
        turn(daemon, 2)
        turn(daemon, 3)
        assert runs_of(daemon) == [["revenue"]] * 2


def test_a_function_replaces_the_conditions(run: Run) -> None:
    assert run(f"{PAGE}/mistake_conditions_replaced") == ["eager"]
    page = mistake_conditions_replaced
    daily = dg.AutomationCondition.on_cron("0 6 * * *")
    assert condition_of(page.report) == daily
    assert page.report.dependency_keys == {page.orders.key}


def test_a_default_condition_needs_the_process_with_the_code(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_default_condition"
    with pytest.raises(Exception, match="default_condition"):
        run(name)
    target = "target=dg.AssetSelection.all(),"
    served = {target: f"{target} use_user_code_server=True,"}
    assert mend(name, served) == []


def test_with_that_process_the_sensor_is_defined(tmp_path: Path) -> None:
    name = f"{PAGE}/mistake_default_condition"
    wrong, right = "default_condition=", "use_user_code_server=True, "
    source = (ROOT / f"snippets/{name}.py").read_text()
    fixed = tmp_path / "fixed.py"
    fixed.write_text(source.replace(wrong, right + wrong))
    defined = runpy.run_path(str(fixed))
    [sensor] = defined["defs"].sensors
    assert sensor.name == "automation"
    assert sensor.asset_selection == dg.AssetSelection.all()
    assert sensor.default_condition == dg.AutomationCondition.eager()
    assert defined["defs"].assets == [defined["orders"]]


def test_a_default_condition_is_for_assets_without_one() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset(automation_condition=dg.AutomationCondition.on_missing())
    def visits() -> None: ...

    sensor = dg.AutomationConditionSensorDefinition(
        "automation",
        target=dg.AssetSelection.all(),
        default_status=dg.DefaultSensorStatus.RUNNING,
        default_condition=dg.AutomationCondition.missing(),
        use_user_code_server=True,
    )
    defs = dg.Definitions([orders, visits], sensors=[sensor])
    with run_daemon(defs) as daemon:
        daemon.turn_sensors(NINE)
        assert runs_of(daemon) == [["orders"]]


def test_the_sensor_without_memory_has_its_own_name() -> None:
    assert without_memory.automation.name == "automation"


@pytest.mark.parametrize(
    "name",
    [
        "a_condition_for_a_group",
        "legacy_policy",
        "mistake_conditions_replaced",
        "mistake_default_condition",
        "without_memory",
    ],
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    with suppress(Exception):
        run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]

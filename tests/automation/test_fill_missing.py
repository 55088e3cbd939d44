"""Every claim of docs/automation/fill_missing.md, proved."""

import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.fill_missing import (
    again_with_new_code,
    each_day_once,
    mistake_before_it_is_needed,
    mistake_canceled,
    mistake_fails_forever,
    mistake_file_is_gone,
    mistake_on_missing,
    mistake_while_it_runs,
    once_whatever_happens,
    when_it_is_needed,
    with_its_parents,
)
from tests._harness.daemon import run_daemon
from tests.automation.conftest import Make, Ticks, condition_of, runs_of, update
from tests.conftest import Mend, Run

PAGE = "automation/fill_missing"
NOON = datetime(2025, 5, 4, 12, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SENSOR = "default_automation_condition_sensor"
FILL = condition_of(each_day_once.revenue)
DAYS = ["2025-05-01", "2025-05-02", "2025-05-03"]


def made(
    name: str,
    parents: list[str],
    condition: dg.AutomationCondition[Any] | None,
) -> list[dg.AssetsDefinition]:
    """Give an asset as a list, to write several in one."""

    @dg.asset(name=name, deps=parents, automation_condition=condition)
    def asset() -> None: ...

    return [asset]


def asked(
    result: "dg.EvaluateAutomationConditionsResult", name: str
) -> set[Any]:
    return set(result.get_requested_partitions(dg.AssetKey(name)))


def test_each_missing_day_is_requested_once(run: Run) -> None:
    assert run(f"{PAGE}/each_day_once") == [
        str(DAYS),
        "[]",
        "['2025-05-04']",
    ]


@pytest.mark.parametrize(
    ("revenue", "arguments", "said"),
    [
        (
            each_day_once.revenue,
            [dg.build_asset_context(partition_key="2025-05-02")],
            "no orders on May 2",
        ),
        (again_with_new_code.build("1"), [], "no price for tea"),
        (mistake_fails_forever.revenue, [], "no price for tea"),
    ],
)
def test_no_retry_is_made_of_the_failure(
    revenue: Any, arguments: list[Any], said: str
) -> None:
    with pytest.raises(dg.Failure) as failed:
        revenue(*arguments)
    assert failed.value.description == said
    assert failed.value.allow_retries is False


def test_the_other_days_do_not_fail() -> None:
    for key in (DAYS[0], DAYS[2]):
        result = dg.materialize([each_day_once.revenue], partition_key=key)
        assert result.success


def test_an_asset_without_partitions_is_requested_once() -> None:
    @dg.asset(automation_condition=FILL)
    def revenue() -> None: ...

    with run_daemon(dg.Definitions([revenue]), executes=True) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(4):
            daemon.turn_conditions(NOON + minutes * MINUTE)
        assert runs_of(daemon) == [["revenue"]]


def test_what_is_in_a_run_is_left_out(mend: Mend) -> None:
    changes = {"missing()": "missing() & ~dg.AutomationCondition.in_progress()"}
    told = ["while it runs: 0", "afterwards: 0"]
    assert mend(f"{PAGE}/mistake_while_it_runs", changes) == told
    both = "(dg.AutomationCondition.run_in_progress()"
    both += " | dg.AutomationCondition.backfill_in_progress())"
    changes = {"missing()": f"missing() & ~{both}"}
    assert mend(f"{PAGE}/mistake_while_it_runs", changes) == told


def test_what_failed_is_no_longer_missing_after_a_success(ticks: Make) -> None:
    fails = [True]

    @dg.asset(automation_condition=FILL)
    def revenue() -> None:
        if fails[-1]:
            raise dg.Failure(allow_retries=False)

    made = ticks([revenue])
    counts = made.count([])
    for fails[-1] in (True, False):
        dg.materialize([revenue], instance=made.instance, raise_on_error=False)
        counts += made.count([], [])
    assert counts == [1, 0, 0, 0, 0]


def test_a_daemon_that_was_off_makes_it_up(ticks: Make) -> None:
    made = ticks(each_day_once.defs)
    assert asked(made.tick(at=NOON), "revenue") == set(DAYS)
    for key in DAYS:
        made.report("revenue", key)
    late = asked(made.tick(at=NOON + 3 * DAY), "revenue")
    assert late == {"2025-05-04", "2025-05-05", "2025-05-06"}


def test_several_partitions_are_one_backfill_and_one_is_a_run() -> None:
    with run_daemon(each_day_once.defs) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(3):
            daemon.turn_conditions(NOON + minutes * MINUTE)
        [backfill] = daemon.instance.get_backfills()
        assert backfill.tags["dagster/sensor_name"] == SENSOR
        assert daemon.runs() == []
    with run_daemon(each_day_once.defs) as daemon:
        for key in DAYS[:2]:
            event = dg.AssetMaterialization("revenue", partition=key)
            daemon.instance.report_runless_asset_event(event)
        daemon.start(SENSOR, NOON)
        daemon.turn_conditions(NOON)
        daemon.turn_conditions(NOON + MINUTE)
        [launched] = daemon.runs()
        assert launched.tags["dagster/partition"] == "2025-05-03"
        assert daemon.instance.get_backfills() == []


def test_a_day_waits_for_its_parent(run: Run, ticks: Make) -> None:
    assert run(f"{PAGE}/with_its_parents") == ["{'2025-05-02'}"]
    made = ticks(with_its_parents.defs)
    made.report("orders", "2025-05-02")
    assert asked(made.tick(at=NOON), "revenue") == {"2025-05-02"}
    made.report("revenue", "2025-05-02")
    made.report("orders", "2025-05-02")
    assert asked(made.tick(at=NOON), "revenue") == set()


def test_without_the_part_no_parent_is_needed(ticks: Make) -> None:
    @dg.asset(deps=["orders"], automation_condition=FILL)
    def revenue() -> None: ...

    assert ticks([revenue]).count([]) == [1]


class Shop(Ticks):
    """Regions that are filled; a run starts at the tick that asks for it."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        regions = dg.StaticPartitionsDefinition(["north", "south"])
        self.asked: Counter[str] = Counter()
        self.steps: Iterator[str] = iter(())

        @dg.asset(partitions_def=regions)
        def orders() -> None: ...

        @dg.asset(
            deps=[orders],
            partitions_def=regions,
            automation_condition=condition_of(with_its_parents.revenue),
        )
        def revenue() -> None:
            self.play(until="end")

        self.revenue = revenue
        super().__init__([orders, revenue], instance)

    def play(self, until: str = "") -> None:
        for step in self.steps:
            if step == until:
                return
            if step in {"north", "south"}:
                self.report("orders", step)
            if step != "tick":
                continue
            keys = sorted(asked(self.tick(), "revenue"))
            self.asked.update(keys)
            for key in keys:
                dg.materialize(
                    [self.revenue], partition_key=key, instance=self.instance
                )


STEPS = st.lists(st.sampled_from(["north", "south", "tick", "end"]), max_size=9)


@settings(max_examples=20, deadline=None, derandomize=True)
@example(["north", "tick", "tick", "south", "tick", "end"])
@example(["north", "south", "tick"])
@given(STEPS)
def test_each_is_requested_once_in_any_order_of_parents_runs_and_ticks(
    steps: list[str],
) -> None:
    # Two that are asked for at once would be two runs, which no test in one
    # process can overlap: each tick sees one new parent at most.
    calm = [each for step in steps for each in (step, "tick")]
    with dg.DagsterInstance.ephemeral() as instance:
        shop = Shop(instance)
        for more in (calm, ["north", "tick"], ["south", "tick"], ["tick"]):
            shop.steps = iter(more)  # Each run ends at the end of these.
            shop.play()
        assert shop.asked == {"north": 1, "south": 1}


def test_a_new_version_of_the_code_is_tried_again(run: Run) -> None:
    assert run(f"{PAGE}/again_with_new_code") == [
        "version 1: 1",
        "version 1: 0",
        "version 2: 1",
        "version 3: 1",
        "version 3: 0",
    ]
    [revenue] = again_with_new_code.defs.assets or []
    assert isinstance(revenue, dg.AssetsDefinition)
    assert revenue.code_versions_by_key == {dg.AssetKey("revenue"): "1"}


def test_it_is_requested_each_time_that_it_becomes_missing(run: Run) -> None:
    assert run(f"{PAGE}/once_whatever_happens") == [
        "new: 1",
        "not made: 0",
        "made: 0",
        "wiped: 1",
        "not made again: 0",
    ]


def test_what_failed_once_is_not_tried_again() -> None:
    condition = condition_of(once_whatever_happens.revenue)

    @dg.asset(automation_condition=condition)
    def revenue() -> None:
        raise dg.Failure(allow_retries=False)

    with run_daemon(dg.Definitions([revenue]), executes=True) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(3):
            daemon.turn_conditions(NOON + minutes * MINUTE)
        assert [each.is_success for each in daemon.runs()] == [False]


def test_prices_are_filled_when_the_report_is_due(
    run: Run, ticks: Make
) -> None:
    assert run(f"{PAGE}/when_it_is_needed") == ["12 0", "13 1", "14 0"]
    made = ticks(when_it_is_needed.defs)
    made.report("prices")
    made.tick(at=NOON)
    due = made.tick(at=NOON + 61 * MINUTE)
    assert asked(due, "prices") == set()
    made = ticks(when_it_is_needed.defs)
    made.tick(at=NOON)
    due = made.tick(at=NOON + 61 * MINUTE)
    assert asked(due, "report") == asked(due, "prices") == {None}
    assert when_it_is_needed.report.dependency_keys == {dg.AssetKey("prices")}


@pytest.mark.filterwarnings("ignore::dagster.BetaWarning")
@pytest.mark.parametrize("way", ["clicks", "report"])
def test_a_condition_further_down_asks_about_the_prices_themselves(
    ticks: Make, way: str
) -> None:
    # The report is requested for its clicks, which the prices do not have.
    needed = dg.AutomationCondition.any_downstream_conditions()
    eager = dg.AutomationCondition.eager()
    shop: list[dg.AssetSpec | dg.AssetsDefinition] = [
        dg.AssetSpec("feed"),
        dg.AssetSpec("clicks"),
        *made("prices", ["feed"], needed),
        *made(
            "report", ["prices", "clicks"], eager if way == "clicks" else None
        ),
        *made("dashboard", ["report"], eager),
    ]
    look = ticks(dg.Definitions(shop))
    look.tick("feed", "clicks", "prices", "report", "dashboard")
    requested = look.tick("clicks" if way == "clicks" else "report")
    assert asked(requested, "dashboard") == {None}
    assert asked(requested, "prices") == set()
    assert asked(look.tick("feed"), "prices") == {None}


def test_prices_are_requested_before_the_report_is_due(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_before_it_is_needed"
    assert run(name) == ["11 0", "12 1", "13 0", "14 1"]
    due = {"AC.any_downstream_conditions()": 'AC.on_cron("0 13 * * *")'}
    assert mend(name, due) == ["11 0", "12 0", "13 0", "14 1"]
    eager = {"AC.eager()": "None"}
    assert mend(name, eager) == ["11 0", "12 0", "13 0", "14 1"]
    for asset, parent in [
        (mistake_before_it_is_needed.prices, "feed"),
        (mistake_before_it_is_needed.report, "prices"),
        (mistake_before_it_is_needed.dashboard, "report"),
    ]:
        assert asset.dependency_keys == {dg.AssetKey(parent)}


def test_on_missing_never_requests_what_was_missing_before(run: Run) -> None:
    assert run(f"{PAGE}/mistake_on_missing") == [
        "May 4: set()",
        "May 5: {'2025-05-04'}",
        "May 9: {'2025-05-08'}",
    ]
    with run_daemon(mistake_on_missing.defs) as daemon:
        daemon.start(SENSOR, NOON)
        for days in (0, 1, 5, 6):
            daemon.turn_conditions(NOON + days * DAY)
        keys = [each.tags["dagster/partition"] for each in daemon.runs()]
        assert keys == ["2025-05-04", "2025-05-08", "2025-05-09"]


def test_the_condition_of_the_page_requests_all_of_them(mend: Mend) -> None:
    failed = "dg.AutomationCondition.execution_failed()"
    mended = mend(
        f"{PAGE}/mistake_on_missing",
        {
            "on_missing()": f"missing() & ~{failed}",
            "get_requested_partitions": "get_num_requested",
        },
    )
    # None of them is made here, so each is asked for until it is.
    assert mended == ["May 4: 3", "May 5: 4", "May 9: 8"]


def test_on_missing_never_requests_an_asset_without_partitions(
    ticks: Make,
) -> None:
    @dg.asset(automation_condition=dg.AutomationCondition.on_missing())
    def revenue() -> None: ...

    assert ticks([revenue]).count([], [], []) == [0, 0, 0]


def test_a_run_under_way_is_requested_again(run: Run) -> None:
    told = ["while it runs: 1", "afterwards: 0"]
    assert run(f"{PAGE}/mistake_while_it_runs") == told
    with run_daemon(mistake_while_it_runs.defs) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(3):
            daemon.turn_conditions(NOON + minutes * MINUTE)
        assert len(daemon.runs()) == 3


def test_a_failure_is_repeated_at_each_tick(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_fails_forever"
    assert run(name) == ["tick 1: 1", "tick 2: 1", "tick 3: 1"]
    failed = "dg.AutomationCondition.execution_failed()"
    mended = mend(name, {"in_progress(),": f"in_progress() & ~{failed},"})
    assert mended == ["tick 1: 1", "tick 2: 0", "tick 3: 0"]
    with run_daemon(mistake_fails_forever.defs, executes=True) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(3):
            daemon.turn_conditions(NOON + minutes * MINUTE)
        assert [each.is_success for each in daemon.runs()] == [False] * 3


def test_what_was_canceled_is_requested_again(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_canceled"
    assert run(name) == ["tick 1: 1", "tick 2: 1", "tick 3: 1"]
    mended = mend(name, {"AC.missing()": "AC.newly_missing()"})
    assert mended == ["tick 1: 1", "tick 2: 0", "tick 3: 0"]
    with pytest.raises(KeyboardInterrupt):
        mistake_canceled.revenue()
    with run_daemon(mistake_canceled.defs) as daemon:
        daemon.start(SENSOR, NOON)
        for minutes in range(3):
            daemon.turn_conditions(NOON + minutes * MINUTE)
            daemon.instance.report_run_canceled(daemon.runs()[-1])
        assert runs_of(daemon) == [["revenue"]] * 3
    assert condition_of(mistake_canceled.revenue) == FILL


def test_a_deleted_file_is_not_missing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_file_is_gone") == ["0"]
    assert mistake_file_is_gone.defs.resources == {"file": Path("revenue")}


def test_the_file_has_the_revenue(tmp_path: Path) -> None:
    file = tmp_path / "revenue"
    dg.materialize([mistake_file_is_gone.revenue], resources={"file": file})
    assert file.read_text() == "40"


def test_what_was_wiped_is_missing() -> None:
    with run_daemon(mistake_file_is_gone.defs) as daemon:
        update(daemon, "revenue")
        daemon.start(SENSOR, NOON)
        daemon.turn_conditions(NOON)
        assert runs_of(daemon) == []
        daemon.instance.wipe_assets([mistake_file_is_gone.revenue.key])
        daemon.turn_conditions(NOON + MINUTE)
        assert runs_of(daemon) == [["revenue"]]


@pytest.mark.filterwarnings("ignore::dagster.BetaWarning")
def test_the_programs_define_what_they_show() -> None:
    key = again_with_new_code.build("2").key
    assert key == dg.AssetKey("revenue")
    assert again_with_new_code.build("2").code_versions_by_key[key] == "2"


@pytest.mark.parametrize(
    "name", ["mistake_before_it_is_needed", "when_it_is_needed"]
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]

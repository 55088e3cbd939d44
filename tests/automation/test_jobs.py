"""Every claim of docs/automation/jobs.md, proved."""

import runpy
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from snippets.automation.jobs import (
    after_both,
    mistake_both_are_requested,
    mistake_condition_of_an_asset,
    mistake_config_for_each_key,
    mistake_requested_forever,
    mistake_sensor_of_your_own,
    one_run_at_a_time,
    one_run_for_all,
    without_a_job,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.automation.conftest import NINE, Make, Ticks, runs_of, update
from tests.conftest import ROOT, Mend, Run

PAGE = "automation/jobs"
MINUTE = timedelta(minutes=1)
SENSOR = "default_automation_condition_sensor"
ANY_ROOT = "dg.AutomationCondition.any_job_root_assets_match"

pytestmark = pytest.mark.filterwarnings("ignore::dagster.PreviewWarning")


def start(daemon: Daemon) -> None:
    daemon.start(SENSOR, NINE)
    daemon.turn_conditions(NINE)


def turn(daemon: Daemon, *updated: str) -> None:
    """Update some assets, then let the daemon look once more."""
    update(daemon, *updated)
    at = NINE + len(daemon.ticks(SENSOR)) * MINUTE
    daemon.turn_conditions(at)


def jobs_of(daemon: Daemon) -> list[str]:
    return [each.job_name for each in daemon.runs()]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (after_both, ["revenue", "regions"]),
        (mistake_both_are_requested, ["revenue"]),
        (mistake_condition_of_an_asset, ["revenue", "report"]),
        (mistake_config_for_each_key, ["revenue"]),
        (mistake_requested_forever, ["revenue"]),
        (mistake_sensor_of_your_own, ["revenue", "report"]),
        (one_run_at_a_time, ["revenue", "report"]),
        (one_run_for_all, ["revenue", "report"]),
    ],
)
def test_the_report_is_a_job_of_these_assets(
    page: Any, names: list[str]
) -> None:
    assets = [getattr(page, name) for name in names]
    job = page.report_job
    assert job.name == "report_job"
    assert job.selection == dg.AssetSelection.assets(*assets)
    assert page.defs.jobs == [job]
    assert set(assets) <= set(page.defs.assets)


@pytest.mark.parametrize(
    "page",
    [
        mistake_condition_of_an_asset,
        mistake_sensor_of_your_own,
        one_run_at_a_time,
        one_run_for_all,
    ],
)
def test_only_the_revenue_has_its_parent_outside_the_job(page: Any) -> None:
    assert page.revenue.dependency_keys == {page.orders.key}
    assert page.report.dependency_keys == {page.revenue.key}


def test_one_update_is_one_run_of_the_whole_job(run: Run) -> None:
    assert run(f"{PAGE}/one_run_for_all") == ["0", "1", "0"]
    with run_daemon(one_run_for_all.defs, executes=True) as daemon:
        start(daemon)
        turn(daemon, "orders")
        turn(daemon)
        assert jobs_of(daemon) == ["report_job"]
        [event] = daemon.instance.fetch_materializations(
            dg.AssetKey("report"), limit=5
        ).records
        assert event.run_id == daemon.runs()[0].run_id


def test_the_parameter_is_a_preview() -> None:
    with pytest.warns(dg.PreviewWarning, match="any_job_root_assets_match"):
        dg.AutomationCondition.any_job_root_assets_match(
            dg.AutomationCondition.missing()
        )


def test_the_run_has_the_config_of_the_job_and_not_its_tags() -> None:
    seen = []

    @dg.asset(config_schema={"tax": int}, deps=["orders"])
    def revenue(context: dg.AssetExecutionContext) -> None:
        seen.append(context.op_execution_context.op_config["tax"])

    job = dg.define_asset_job(
        "report_job",
        selection=[revenue],
        config={"ops": {"revenue": {"config": {"tax": 7}}}},
        tags={"team": "sales"},
        run_tags={"cost": "sales"},
        automation_condition=one_run_for_all.report_job.automation_condition,
    )
    defs = dg.Definitions([revenue], jobs=[job])
    with run_daemon(defs, executes=True) as daemon:
        start(daemon)
        turn(daemon, "orders")
        [launched] = daemon.runs()
        assert seen == [7]
        assert not {"team", "cost"} & launched.tags.keys()


def test_roots_alone_are_asked(ticks: Make) -> None:
    made = ticks(one_run_for_all.defs)
    assert made.count([], ["revenue"], ["orders"]) == [0, 0, 1]


def test_the_job_waits_until_both_have_a_new_parent(
    run: Run, mend: Mend
) -> None:
    assert run(f"{PAGE}/after_both") == ["0", "0", "1"]
    any_of = {"all_job_root_assets_match": "any_job_root_assets_match"}
    assert mend(f"{PAGE}/after_both", any_of) == ["0", "1", "1"]
    with run_daemon(after_both.defs, executes=True) as daemon:
        start(daemon)
        for updated in ["orders", "customers"]:
            turn(daemon, updated)
        turn(daemon)
        for updated in ["customers", "orders"]:
            turn(daemon, updated)
        assert jobs_of(daemon) == ["report_job"] * 2
    assert after_both.revenue.dependency_keys == {after_both.orders.key}
    assert after_both.regions.dependency_keys == {after_both.customers.key}


def test_after_a_failure_it_waits_for_a_run_by_hand(ticks: Make) -> None:
    fails = [True]

    @dg.asset(deps=["orders"])
    def revenue() -> None:
        if fails[-1]:
            raise dg.Failure(allow_retries=False)

    job = dg.define_asset_job(
        "report_job",
        selection=[revenue],
        automation_condition=after_both.report_job.automation_condition,
    )
    made = ticks(dg.Definitions([revenue], jobs=[job]))
    counts = made.count([], ["orders"])
    for fails[-1] in (True, False):
        dg.materialize([revenue], instance=made.instance, raise_on_error=False)
        counts += made.count([], ["orders"])
    assert counts == [0, 1, 0, 0, 0, 1]


class Shop(Ticks):
    """A job with a condition; its run starts at the tick that asks for it."""

    def __init__(self, instance: dg.DagsterInstance, condition: Any) -> None:
        self.orders = self.read = self.running = self.most = 0
        self.steps: Iterator[str] = iter(())

        @dg.asset(deps=["orders"])
        def revenue() -> None:
            self.running += 1
            self.most = max(self.most, self.running)
            self.play(until="read")
            self.read = self.orders
            self.play(until="end")
            self.running -= 1

        self.revenue = revenue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", dg.PreviewWarning)
            job = dg.define_asset_job(
                "report_job",
                selection=[revenue],
                automation_condition=condition,
            )
        super().__init__(dg.Definitions([revenue], jobs=[job]), instance)

    def play(self, until: str = "") -> None:
        for step in self.steps:
            if step == until:
                return
            if step == "update":
                self.orders += 1
                self.report("orders")
            elif step == "tick" and self.tick().total_requested:
                dg.materialize([self.revenue], instance=self.instance)


def play(condition: Any, steps: list[str]) -> tuple[bool, int]:
    """Say whether an update was lost, and how many runs there were at once."""
    with dg.DagsterInstance.ephemeral() as instance:
        shop = Shop(instance, condition)
        calm = ["tick", "read", "end"]
        shop.steps = iter(["tick", *steps, "read", "end", *calm, *calm, *calm])
        shop.play()
        return shop.read != shop.orders, shop.most


STEPS = st.lists(st.sampled_from(["update", "tick", "read", "end"]), max_size=9)
DURING = ["update", "tick", "read", "update", "tick", "end"]
BEFORE = ["update", "tick", "read", "update", "end", "tick"]


@settings(max_examples=20, deadline=None, derandomize=True)
@example(DURING)
@example(BEFORE)
@given(STEPS)
def test_one_at_a_time_no_update_is_lost_in_any_order(steps: list[str]) -> None:
    condition = one_run_at_a_time.report_job.automation_condition
    assert play(condition, steps) == (False, min(1, steps.count("update")))


def test_the_first_condition_requests_a_second_run_meanwhile() -> None:
    condition = one_run_for_all.report_job.automation_condition
    assert play(condition, DURING)[1] == 2


def test_a_reset_at_each_request_would_lose_an_update() -> None:
    root = dg.AutomationCondition.any_job_root_assets_match
    updated = root(dg.AutomationCondition.any_deps_updated())
    requested: Any = dg.AutomationCondition.newly_requested()
    condition = updated.since(requested) & ~root(
        dg.AutomationCondition.in_progress()
    )
    assert play(condition, BEFORE)[0]


def test_one_at_a_time_waits_for_an_update_after_a_failure(
    run: Run, mend: Mend
) -> None:
    assert run(f"{PAGE}/one_run_at_a_time") == ["0", "1", "1", "0", "0"]
    fails = [True]

    @dg.asset(deps=["orders"])
    def revenue() -> None:
        if fails[-1]:
            raise dg.Failure(allow_retries=False)

    job = dg.define_asset_job(
        "report_job",
        selection=[revenue],
        automation_condition=one_run_at_a_time.report_job.automation_condition,
    )
    with run_daemon(dg.Definitions([revenue], jobs=[job]), executes=True) as d:
        start(d)
        turn(d, "orders")
        turn(d)
        turn(d)
        fails[-1] = False
        turn(d, "orders")
        turn(d)
        assert [each.is_success for each in d.runs()] == [False, True]


def test_assets_of_one_tick_are_one_run(run: Run) -> None:
    assert run(f"{PAGE}/without_a_job") == ["[0, 0]", "[1, 1]"]
    with run_daemon(without_a_job.defs) as daemon:
        start(daemon)
        turn(daemon, "orders")
        assert runs_of(daemon) == [["report", "revenue"]]


def test_eager_requests_a_job_that_fails_at_each_tick(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_requested_forever"
    assert run(name) == ["0", "1", "1", "1"]
    eager = "dg.AutomationCondition.eager()"
    mended = mend(name, {eager: "dg.AutomationCondition.any_deps_updated()"})
    assert mended == ["0", "1", "0", "0"]
    with run_daemon(mistake_requested_forever.defs, executes=True) as daemon:
        start(daemon)
        turn(daemon, "orders")
        turn(daemon)
        turn(daemon)
        assert [each.is_success for each in daemon.runs()] == [False] * 3


def test_no_retry_is_made_of_the_failure() -> None:
    revenue: Any = mistake_requested_forever.revenue
    with pytest.raises(dg.Failure, match=r"^no price for tea$") as failed:
        revenue()
    assert failed.value.allow_retries is False


def test_a_sensor_of_your_own_leaves_the_job_to_a_stopped_one(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_sensor_of_your_own") == [
        "automation RUNNING",
        f"{SENSOR} STOPPED",
    ]
    sensor = mistake_sensor_of_your_own.automation
    assert sensor.asset_selection == dg.AssetSelection.all()
    with run_daemon(mistake_sensor_of_your_own.defs) as daemon:
        daemon.turn_conditions(NINE)
        update(daemon, "orders")
        daemon.turn_conditions(NINE + MINUTE)
        assert daemon.runs() == []
        daemon.start(SENSOR, NINE + MINUTE)
        daemon.turn_conditions(NINE + 2 * MINUTE)
        update(daemon, "orders")
        daemon.turn_conditions(NINE + 3 * MINUTE)
        assert jobs_of(daemon) == ["report_job"]


def test_a_job_and_its_asset_are_two_runs(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_both_are_requested"
    assert run(name) == ["2"]
    own = ", automation_condition=dg.AutomationCondition.eager()"
    assert mend(name, {own: ""}) == ["1"]
    with run_daemon(mistake_both_are_requested.defs) as daemon:
        start(daemon)
        turn(daemon, "orders")
        assert len(daemon.runs()) == 2


def test_a_condition_of_an_asset_is_refused(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_condition_of_an_asset"
    failed = "Failed to resolve asset job report_job"
    with pytest.raises(dg.DagsterInvalidDefinitionError, match=failed) as error:
        run(name)
    assert "cannot be applied to a job directly" in str(error.value.__cause__)
    eager = "dg.AutomationCondition.eager()"
    assert mend(name, {eager: f"{ANY_ROOT}({eager})"}) == []


def test_a_partitioned_config_is_refused(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_config_for_each_key"
    failed = "Failed to resolve asset job report_job"
    with pytest.raises(dg.DagsterInvalidDefinitionError, match=failed) as error:
        run(name)
    assert "partitioned run config" in str(error.value.__cause__)
    assert mend(name, {"    config=by_region,\n": ""}) == []


@pytest.mark.parametrize("key", ["north", "south"])
def test_each_key_has_a_configuration_that_its_run_accepts(key: str) -> None:
    page = mistake_config_for_each_key
    keys = page.by_region.get_partition_keys()
    assert keys == page.regions.get_partition_keys() == ["north", "south"]
    config = page.by_region.get_run_config_for_partition_key(key)
    assert config == {"ops": {"revenue": {"config": {"tax": 7}}}}
    dg.materialize([page.revenue], partition_key=key, run_config=config)


def test_a_job_of_ops_has_no_condition(run: Run) -> None:
    with pytest.raises(TypeError, match="argument 'automation_condition'"):
        run(f"{PAGE}/mistake_a_job_of_ops")


def test_without_a_condition_a_job_of_ops_is_defined(tmp_path: Path) -> None:
    source = ROOT / f"snippets/{PAGE}/mistake_a_job_of_ops.py"
    condition = "(automation_condition=dg.AutomationCondition.eager())"
    fixed = tmp_path / "fixed.py"
    fixed.write_text(source.read_text().replace(condition, ""))
    defined = runpy.run_path(str(fixed))
    [job] = defined["defs"].jobs
    assert job.name == "report_job"
    assert [node.name for node in job.nodes] == ["send_report"]


@pytest.mark.parametrize(
    "name",
    [
        "after_both",
        "mistake_both_are_requested",
        "mistake_condition_of_an_asset",
        "mistake_config_for_each_key",
        "mistake_requested_forever",
        "mistake_sensor_of_your_own",
        "one_run_at_a_time",
        "one_run_for_all",
    ],
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    with suppress(dg.DagsterInvalidDefinitionError):
        run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]

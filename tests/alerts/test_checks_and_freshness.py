"""Every claim of docs/alerts/checks_and_freshness.md, proved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

from snippets.alerts.checks_and_freshness import (
    an_asset_that_tells,
    mistake_a_check_that_raises,
    mistake_at_each_tick,
    mistake_the_run_succeeds,
    when_a_check_fails,
    when_a_table_is_late,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "alerts/checks_and_freshness"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
CONDITIONS = "default_automation_condition_sensor"
Capture = pytest.CaptureFixture[str]


def said(capsys: Capture) -> list[str]:
    """Read what was printed, apart from what the daemon logs."""
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if "dagster.daemon" not in line]


def starting(defs: dg.Definitions, *assets: Any) -> dg.Definitions:
    """Add a sensor that starts a run at each tick once it is turned on."""

    @dg.sensor(target=[*assets])
    def start() -> dg.RunRequest:
        return dg.RunRequest()

    return dg.Definitions.merge(defs, dg.Definitions(sensors=[start]))


def told_of(defs: dg.Definitions, *assets: Any) -> list[str]:
    """Start one run with the daemon, and give its status."""
    with run_daemon(starting(defs, *assets), executes=True) as daemon:
        daemon.turn_sensors(NOON)
        daemon.start("start", NOON)
        daemon.turn_sensors(NOON + MINUTE)
        daemon.stop("start", NOON + MINUTE)
        for minute in (2, 3):
            daemon.turn_sensors(NOON + minute * MINUTE)
        return [run.status.value for run in daemon.runs()]


def test_each_failed_check_of_a_run_is_told(run: Run) -> None:
    page = when_a_check_fails
    assert run(f"{PAGE}/when_a_check_fails") == [
        "WARN orders:has_refunds no refunds",
        "ERROR orders:has_rows 0 rows",
    ]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == page.checks
    assert page.defs.sensors == [page.tell]
    assert page.tell.default_status is dg.DefaultSensorStatus.RUNNING


def test_the_daemon_tells_of_the_failed_checks_once(capsys: Capture) -> None:
    page = when_a_check_fails
    assert told_of(page.defs, page.orders) == ["SUCCESS"]
    assert said(capsys) == [
        "WARN orders:has_refunds no refunds",
        "ERROR orders:has_rows 0 rows",
    ]


@pytest.mark.parametrize(
    ("rows", "has_refund"), [([], False), ([0], False), ([-3], True)]
)
def test_what_the_checks_say(rows: list[int], has_refund: bool) -> None:
    page = when_a_check_fails
    checked: Any = [check(rows) for check in page.checks]
    assert [each.passed for each in checked] == [bool(rows), has_refund, True]


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders, blocking=True)
def blocking() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


def test_a_blocking_check_fails_the_run_and_is_told_by_the_other_sensor(
    capsys: Capture,
) -> None:
    @dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
    def tell_of_runs(context: dg.RunFailureSensorContext) -> None:
        print("failed")

    sensors = [when_a_check_fails.tell, tell_of_runs]
    defs = dg.Definitions([orders], asset_checks=[blocking], sensors=sensors)
    assert told_of(defs, orders) == ["FAILURE"]
    assert said(capsys) == ["failed"]


def test_only_a_change_of_freshness_is_told(run: Run) -> None:
    page = when_a_table_is_late
    assert run(f"{PAGE}/when_a_table_is_late") == [
        *("['orders: FAIL']", "[]", "['orders: PASS']")
    ]
    assert page.defs.assets == [page.orders]
    assert page.defs.sensors == [page.tell]
    assert page.tell.default_status is dg.DefaultSensorStatus.RUNNING
    [spec] = page.orders.specs
    assert spec.freshness_policy == page.a_day


def test_a_late_table_is_told_once_and_when_it_is_fresh_again(
    capsys: Capture,
) -> None:
    found = {}
    with run_daemon(when_a_table_is_late.defs) as daemon:

        def look(hours: int) -> None:
            at = NOON + hours * HOUR
            daemon.turn_freshness(at)
            daemon.turn_sensors(at)
            found[hours] = said(capsys)

        look(0)  # never made
        daemon.report("orders", NOON)
        for hours in (1, 23, 24, 25, 50):
            look(hours)
        daemon.report("orders", NOON + 50 * HOUR)
        for hours in (51, 52, 74):
            look(hours)
    late, fresh = ["orders: FAIL"], ["orders: PASS"]
    assert {hours: lines for hours, lines in found.items() if lines} == {
        **{24: late, 51: fresh, 74: late}
    }


def test_a_table_that_is_late_before_the_first_tick_is_told(
    capsys: Capture,
) -> None:
    with run_daemon(when_a_table_is_late.defs) as daemon:
        daemon.report("orders", NOON)
        daemon.turn_freshness(NOON + 24 * HOUR)
        daemon.turn_sensors(NOON + 24 * HOUR)
    assert said(capsys) == ["orders: FAIL"]


def test_an_asset_is_requested_when_a_check_has_failed(run: Run) -> None:
    page = an_asset_that_tells
    assert run(f"{PAGE}/an_asset_that_tells") == ["0", "1", "0", "0"]
    assert page.defs.assets == [page.orders, page.told]
    assert page.defs.asset_checks == [page.has_rows]
    assert page.told.dependency_keys == {page.orders.key}
    policy = page.told.op.retry_policy
    assert policy == dg.RetryPolicy(max_retries=3, delay=60)
    checked: Any = [page.has_rows([]), page.has_rows([1])]
    assert [each.passed for each in checked] == [False, True]


@pytest.fixture
def conditions() -> Iterator[Daemon]:
    """Give a daemon that evaluates the conditions of the page."""
    with run_daemon(an_asset_that_tells.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        yield daemon


def test_the_asset_tells_once_while_the_check_keeps_failing(
    conditions: Daemon, capsys: Capture
) -> None:
    """A run whose check passes comes between the second and the third."""
    page = an_asset_that_tells
    good = dg.asset(name="orders")(lambda: [1])
    counts = []
    conditions.turn_conditions(NOON)
    for minute, made in enumerate(
        [page.orders, page.orders, good, page.orders]
    ):
        dg.materialize([made, page.has_rows], instance=conditions.instance)
        for second in (0, 30):
            at = NOON + (minute + 1) * MINUTE + timedelta(seconds=second)
            conditions.turn_conditions(at)
        counts.append(len(said(capsys)))
    assert counts == [1, 0, 0, 1]


def test_a_check_that_only_warns_is_told_too(capsys: Capture) -> None:
    page = an_asset_that_tells

    @dg.asset_check(asset=page.orders, name="has_rows")
    def warns() -> dg.AssetCheckResult:
        warn = dg.AssetCheckSeverity.WARN
        return dg.AssetCheckResult(passed=False, severity=warn)

    defs = dg.Definitions(page.defs.assets, asset_checks=[warns])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        daemon.turn_conditions(NOON)
        dg.materialize([page.orders, warns], instance=daemon.instance)
        daemon.turn_conditions(NOON + MINUTE)
    assert said(capsys) == ["a check of the orders failed"]


def test_the_asset_tells_of_a_late_table_with_another_condition(
    capsys: Capture,
) -> None:
    automation = dg.AutomationCondition
    late = automation.any_deps_match(automation.freshness_failed())
    told = an_asset_that_tells.told.map_asset_specs(
        lambda spec: spec.replace_attributes(
            automation_condition=late.newly_true()
        )
    )
    defs = dg.Definitions([when_a_table_is_late.orders, told])
    counts = []
    with run_daemon(defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        daemon.report("orders", NOON)
        for hours in (1, 23, 24, 25):
            daemon.turn_freshness(NOON + hours * HOUR)
            daemon.turn_conditions(NOON + hours * HOUR)
            counts.append(len(said(capsys)))
    assert counts == [0, 0, 1, 0]


def test_a_failed_check_fails_no_run(run: Run) -> None:
    page = mistake_the_run_succeeds
    line = "run True check False"
    assert run(f"{PAGE}/mistake_the_run_succeeds") == [line, line]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.has_rows]
    assert page.defs.sensors == [page.tell]
    checked: Any = [page.has_rows([]), page.has_rows([1])]
    assert [each.passed for each in checked] == [False, True]


def test_the_sensor_of_failed_runs_says_nothing_with_the_daemon(
    capsys: Capture,
) -> None:
    page = mistake_the_run_succeeds
    running = switched_on(page)
    assert told_of(running, page.orders) == ["SUCCESS"]
    assert said(capsys) == []


def switched_on(page: ModuleType) -> dg.Definitions:
    """Give the definitions of a page with its sensor turned on."""
    mistake: Any = page.tell
    function = mistake._run_status_sensor_fn
    sensor = dg.run_failure_sensor(
        default_status=dg.DefaultSensorStatus.RUNNING
    )(function.__wrapped__)
    return dg.Definitions(
        page.defs.assets, asset_checks=page.defs.asset_checks, sensors=[sensor]
    )


def test_a_blocking_check_is_told_by_the_sensor_of_failed_runs(
    mend: Mend,
) -> None:
    name = f"{PAGE}/mistake_the_run_succeeds"
    line = "run False check False"
    assert mend(
        name,
        {
            "(asset=orders)": "(asset=orders, blocking=True)",
            "instance=instance)\n            [": (
                "instance=instance, raise_on_error=False)\n            ["
            ),
        },
    ) == [line, "__ephemeral_asset_job__ failed", line]


def test_a_condition_that_stays_true_requests_at_each_tick(
    run: Run, mend: Mend
) -> None:
    page = mistake_at_each_tick
    name = f"{PAGE}/mistake_at_each_tick"
    assert run(name) == ["1", "1", "1"]
    condition = "AC.any_deps_match(has_a_failed_check)"
    assert mend(name, {condition: f"{condition}.newly_true()"}) == [
        *("1", "0", "0")
    ]
    assert page.defs.assets == [page.orders, page.told]
    assert page.defs.asset_checks == [page.has_rows]
    assert page.told.dependency_keys == {page.orders.key}
    checked: Any = [page.has_rows([]), page.has_rows([1])]
    assert [each.passed for each in checked] == [False, True]


def test_the_daemon_sends_the_alert_at_each_tick(capsys: Capture) -> None:
    page = mistake_at_each_tick
    with run_daemon(page.defs, executes=True) as daemon:
        daemon.start(CONDITIONS, NOON)
        dg.materialize([page.orders, page.has_rows], instance=daemon.instance)
        for minute in range(3):
            daemon.turn_conditions(NOON + minute * MINUTE)
    assert said(capsys) == ["a check of the orders failed"] * 3


def test_a_check_that_raises_leaves_no_result(run: Run) -> None:
    page = mistake_a_check_that_raises
    name = f"{PAGE}/mistake_a_check_that_raises"
    assert run(name) == ["False []", "False []"]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.has_rows]
    assert page.defs.sensors == [page.tell]


def test_a_check_that_raises_is_told_by_the_sensor_of_failed_runs(
    mend: Mend,
) -> None:
    name = f"{PAGE}/mistake_a_check_that_raises"
    status = "run_status_sensor(run_status=dg.DagsterRunStatus.SUCCESS)"
    assert mend(
        name,
        {
            status: "run_failure_sensor",
            "RunStatusSensorContext": "RunFailureSensorContext",
        },
    ) == ["False []", "called for FAILURE", "False []"]


def test_the_sensor_of_checks_is_called_for_a_run_that_succeeds(
    mend: Mend,
) -> None:
    name = f"{PAGE}/mistake_a_check_that_raises"
    raises = "raise ConnectionError"
    passed = "return dg.AssetCheckResult(passed=True)"
    printed = "print(run.success, run.get_asset_check_evaluations())"
    assert mend(name, {raises: passed, printed: ""}) == ["called for SUCCESS"]

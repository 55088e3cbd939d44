"""Every claim of docs/alerts/run_failure.md, proved."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docs._ext.core.site import ROOT
from snippets.alerts.run_failure import (
    every_bad_end,
    mistake_alert_that_raises,
    mistake_error_of_the_run,
    mistake_failed_before,
    mistake_no_failure_event,
    none_is_lost,
    the_error_in_the_alert,
)
from tests._harness.daemon import Daemon, run_daemon
from tests._harness.receiver import Receiver
from tests._harness.webserver import serve
from tests.conftest import Mend, Run

PAGE = "alerts/run_failure"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NAME = "tell_of_failures"
# Without its name: what starts processes is too slow for each mutant.
FIRST = [*(ROOT / f"snippets/{PAGE}").glob("the_*.py")]
TOLD = "nightly failed\norders: ValueError: no column amount"


@pytest.fixture(scope="module")
def chat() -> Iterator[Receiver]:
    receiver = Receiver()
    with mock.patch.dict(os.environ, CHAT_URL=receiver.url):
        yield receiver


@pytest.fixture(autouse=True)
def nothing_received(chat: Receiver) -> Iterator[None]:
    chat.status = 200
    chat.start()
    chat.bodies.clear()
    yield
    chat.close()


def read(chat: Receiver) -> list[str]:
    return [json.loads(body)["text"] for body in chat.bodies]


def evaluate(chat: Receiver, instance: dg.DagsterInstance) -> None:
    """Let the sensor that loses nothing look for the first time."""
    resources = {"chat": none_is_lost.Chat(url=chat.url)}
    with dg.build_sensor_context(instance, resources=resources) as context:
        none_is_lost.tell_of_failures.evaluate_tick(context)


class Clock:
    """Turns the sensors of a daemon, a minute later each time."""

    def __init__(self, daemon: Daemon) -> None:
        self.daemon = daemon
        self.at = NOON

    def tick(self) -> str:
        self.at += MINUTE
        self.daemon.turn_sensors(self.at)
        return self.daemon.ticks(NAME)[-1].status


def fail(page: ModuleType, instance: dg.DagsterInstance) -> None:
    """Let a run of a script fail."""
    job = page.defs.resolve_job_def("nightly")
    job.execute_in_process(instance=instance, raise_on_error=False)


def fail_outside_a_step(page: ModuleType, instance: dg.DagsterInstance) -> None:
    job = page.defs.resolve_job_def("nightly")
    instance.report_run_failed(instance.create_run_for_job(job))


def watching(page: ModuleType, **options: Any) -> dg.Definitions:
    """Give the page's sensor other options, beside what starts runs."""
    function: Any = page.tell_of_failures._run_status_sensor_fn
    sensor = dg.run_failure_sensor(
        default_status=dg.DefaultSensorStatus.RUNNING, **options
    )(function.__wrapped__)
    nightly = dg.define_asset_job("nightly")

    @dg.sensor(job=nightly)
    def start() -> dg.RunRequest:
        return dg.RunRequest()

    each_day = dg.ScheduleDefinition(job=nightly, cron_schedule="0 13 * * *")
    return dg.Definitions(
        page.defs.assets,
        jobs=[nightly],
        sensors=[sensor, start],
        schedules=[each_day],
        resources=page.defs.resources,
    )


def test_the_alert_has_the_error(run: Run) -> None:
    [body] = run(f"{PAGE}/the_error_in_the_alert")
    assert json.loads(body) == {"text": TOLD}


@pytest.mark.parametrize("page", [the_error_in_the_alert, none_is_lost])
def test_the_sensor_is_on_at_first(page: ModuleType) -> None:
    sensor = page.tell_of_failures
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert page.defs.resources["chat"].url == dg.EnvVar("CHAT_URL")


def test_a_sensor_is_stopped_without_the_option() -> None:
    sensor = mistake_failed_before.tell_of_failures
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED


def test_a_tick_tells_of_five_runs_and_the_next_of_the_rest(
    chat: Receiver,
) -> None:
    page = the_error_in_the_alert
    with run_daemon(watching(page, monitor_all_code_locations=True)) as daemon:
        clock = Clock(daemon)
        clock.tick()
        for _ in range(7):
            fail_outside_a_step(page, daemon.instance)
        clock.tick()
        assert len(read(chat)) == 5
        clock.tick()
        assert len(read(chat)) == 7


def test_a_run_that_fails_outside_a_step_has_no_error_of_a_step(
    chat: Receiver,
) -> None:
    page = the_error_in_the_alert
    with run_daemon(watching(page, monitor_all_code_locations=True)) as daemon:
        clock = Clock(daemon)
        clock.tick()
        fail_outside_a_step(page, daemon.instance)
        clock.tick()
        assert read(chat) == ["nightly failed"]


@pytest.mark.parametrize("watches_all", [False, True])
def test_which_runs_the_failure_sensor_sees(
    watches_all: bool, chat: Receiver, tmp_path: Path
) -> None:
    page = the_error_in_the_alert
    defs = watching(page, monitor_all_code_locations=watches_all)
    told = [TOLD]
    with run_daemon(defs, executes=True) as daemon:
        clock = Clock(daemon)
        fail(page, daemon.instance)
        clock.tick()
        assert read(chat) == []  # it failed before the first tick
        daemon.start("start", clock.at)
        clock.tick()
        daemon.stop("start", clock.at)
        clock.tick()
        assert read(chat) == told
        daemon.start("nightly_schedule", NOON)
        daemon.turn_schedules(NOON + 60 * MINUTE)
        clock.tick()
        assert read(chat) == told * 2
        daemon.stop(NAME, clock.at)
        daemon.start("start", clock.at)
        clock.at += MINUTE
        daemon.turn_sensors(clock.at)
        daemon.stop("start", clock.at)
        daemon.start(NAME, clock.at)
        clock.tick()
        assert read(chat) == told * 3  # it failed while the sensor was off
        fail(page, daemon.instance)
        job = page.defs.resolve_job_def("nightly")
        instance = daemon.instance
        instance.report_run_canceled(instance.create_run_for_job(job))
        clock.tick()
        assert read(chat) == told * (4 if watches_all else 3)


def test_a_run_of_dg_launch_is_one_of_no_code_location(tmp_path: Path) -> None:
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}")
    [program] = FIRST
    launch = Path(sys.executable).with_name("dg")
    subprocess.run(
        [launch, "launch", "--job", "nightly", "-f", program],
        env={**os.environ, "DAGSTER_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        [run] = instance.get_runs()
    assert run.status is dg.DagsterRunStatus.FAILURE
    assert run.remote_job_origin is None


def test_another_code_location_is_seen_only_with_the_option(
    chat: Receiver,
) -> None:
    page = the_error_in_the_alert
    for watches_all, count in ((False, 0), (True, 1)):
        with dg.instance_for_test() as instance:
            defs = watching(page, monitor_all_code_locations=watches_all)
            with run_daemon(defs, instance) as daemon:
                clock = Clock(daemon)
                clock.tick()
                run = elsewhere(daemon)
                instance.report_run_failed(run)
                clock.tick()
        assert len(read(chat)) == count


def elsewhere(daemon: Daemon) -> dg.DagsterRun:
    """Make a run of another code location."""
    job = the_error_in_the_alert.defs.resolve_job_def("nightly")
    context = daemon._workspace.create_request_context()
    location = context.get_code_location("shop")
    [repository] = location.get_repositories().values()
    own = repository.get_full_job("nightly").get_remote_origin()
    code = own.repository_origin.code_location_origin
    other = own._replace(
        repository_origin=own.repository_origin._replace(
            code_location_origin=code._replace(location_name="bakery")
        )
    )
    return daemon.instance.create_run_for_job(job, remote_job_origin=other)


def test_some_jobs_only(chat: Receiver) -> None:
    page = the_error_in_the_alert
    other = dg.define_asset_job("weekly", [page.orders])
    defs = watching(page, monitored_jobs=[other])
    with run_daemon(defs, executes=True) as daemon:
        clock = Clock(daemon)
        clock.tick()
        daemon.start("start", clock.at)
        clock.tick()
        clock.tick()
        assert daemon.runs()
        assert read(chat) == []


def test_the_alert_waits_until_the_chat_listens(run: Run) -> None:
    assert run(f"{PAGE}/none_is_lost") == [
        "{\"text\":\"['nightly', 'nightly'] failed\"}"
    ]


@pytest.fixture(scope="module")
def clock(chat: Receiver) -> Iterator[Clock]:
    with run_daemon(none_is_lost.defs) as daemon:
        yield Clock(daemon)


ACTIONS = st.lists(st.sampled_from(["fail", "down", "up", "tick"]), max_size=20)


@given(actions=ACTIONS, failures=st.integers(0, 25))
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_each_failure_is_told_once_in_any_order_of_outages(
    actions: list[str], failures: int, chat: Receiver, clock: Clock
) -> None:
    chat.bodies.clear()
    count = 0
    end = ["up", "tick", "tick", "tick"]
    for action in [*actions, *["fail"] * failures, *end]:
        if action == "fail":
            count += 1
            fail_outside_a_step(none_is_lost, clock.daemon.instance)
        elif action == "tick":
            clock.tick()
        elif action == "up":
            chat.start()
        else:
            chat.close()
    told = [text.count("nightly") for text in read(chat)]
    assert sum(told) == count
    assert all(0 < number <= 20 for number in told)


def test_a_tick_without_the_chat_fails_and_the_next_tells(
    chat: Receiver, clock: Clock
) -> None:
    chat.close()
    fail(none_is_lost, clock.daemon.instance)
    assert [clock.tick(), clock.tick()] == ["FAILURE", "FAILURE"]
    chat.start()
    clock.tick()
    clock.tick()
    assert read(chat) == ["['nightly'] failed"]


def test_an_alert_that_the_chat_refuses_is_sent_again(
    chat: Receiver, clock: Clock
) -> None:
    chat.status = 503
    fail_outside_a_step(none_is_lost, clock.daemon.instance)
    assert clock.tick() == "FAILURE"
    chat.status = 200
    chat.bodies.clear()
    clock.tick()
    assert read(chat) == ["['nightly'] failed"]


def test_a_tick_tells_of_twenty_failures_at_most(
    chat: Receiver, clock: Clock
) -> None:
    for _ in range(21):
        fail_outside_a_step(none_is_lost, clock.daemon.instance)
    clock.tick()
    clock.tick()
    assert [text.count("nightly") for text in read(chat)] == [20, 1]


def test_failures_before_the_first_tick_are_told_in_order(
    chat: Receiver,
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for name in ("first", "second"):
            job = dg.define_asset_job(name)
            defs = dg.Definitions(none_is_lost.defs.assets, jobs=[job])
            run = instance.create_run_for_job(defs.resolve_job_def(name))
            instance.report_run_failed(run)
        evaluate(chat, instance)
    assert read(chat) == ["['first', 'second'] failed"]


def test_the_cursor_moves_only_after_the_chat_has_taken_the_alert(
    chat: Receiver,
) -> None:
    """Without the new cursor, as after a kill, the chat gets it again."""
    with dg.DagsterInstance.ephemeral() as instance:
        fail(none_is_lost, instance)
        for _ in range(2):
            evaluate(chat, instance)
    assert read(chat) == ["['nightly'] failed"] * 2


def test_a_sensor_for_each_status(run: Run) -> None:
    assert run(f"{PAGE}/every_bad_end") == [
        "tell_of_canceled: nightly is CANCELED"
    ]
    job = every_bad_end.defs.resolve_job_def("nightly")
    assert job.asset_layer.executable_asset_keys == {every_bad_end.orders.key}
    sensors = [every_bad_end.failed, every_bad_end.canceled]
    assert every_bad_end.defs.sensors == sensors
    assert [each.name for each in sensors] == [
        "tell_of_failure",
        "tell_of_canceled",
    ]


def test_the_other_sensor_tells_of_failures(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cursor = None
    job = every_bad_end.defs.resolve_job_def("nightly")
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            with dg.build_sensor_context(instance, cursor=cursor) as context:
                cursor = every_bad_end.failed.evaluate_tick(context).cursor
            instance.report_run_failed(instance.create_run_for_job(job))
    assert capsys.readouterr().out == ("tell_of_failure: nightly is FAILURE\n")


def test_an_alert_that_raises_is_lost(run: Run) -> None:
    assert run(f"{PAGE}/mistake_alert_that_raises") == [
        "tick 0",
        "tick 1",
        "nightly failed",
        "tick 2",
        "tick 3",
    ]


def test_the_tick_of_a_lost_alert_fails_and_the_next_is_skipped(
    chat: Receiver,
) -> None:
    page = mistake_alert_that_raises
    defs = watching(page, monitor_all_code_locations=True)
    with run_daemon(defs) as daemon:
        clock = Clock(daemon)
        clock.tick()
        fail(page, daemon.instance)
        assert [clock.tick(), clock.tick()] == ["FAILURE", "SKIPPED"]
        assert "Connection refused" in daemon.ticks(NAME)[-2].said


@pytest.mark.parametrize(
    "page", [the_error_in_the_alert, mistake_alert_that_raises]
)
@pytest.mark.parametrize(
    ("status", "ended"), [(200, "SUCCESS"), (503, "FAILURE")]
)
def test_an_alert_that_the_chat_refuses_is_lost(
    page: ModuleType, status: int, ended: str, chat: Receiver
) -> None:
    chat.status = status
    defs = watching(page, monitor_all_code_locations=True)
    here = {"chat": page.Chat(url=chat.url)}
    with (
        mock.patch.dict(defs.resources or {}, here),
        run_daemon(defs) as daemon,
    ):
        clock = Clock(daemon)
        clock.tick()
        fail_outside_a_step(page, daemon.instance)
        assert [clock.tick(), clock.tick()] == [ended, "SKIPPED"]
    assert read(chat) == ["nightly failed"]


def test_the_event_of_the_run_names_the_step_only(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_error_of_the_run"
    message = (
        "Execution of run for \"nightly\" failed. Steps failed: ['orders']."
    )
    assert run(name) == [message]
    errors = "[each.step_failure_data.error.cause.message for each in {}]"
    events = "context.get_step_failure_events()"
    assert mend(
        name, {"context.failure_event.message": errors.format(events)}
    ) == ["['ValueError: no column amount\\n']"]


def test_a_failure_before_the_first_tick_is_not_told(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_failed_before"
    empty = "Sensor function returned an empty result"
    assert run(name) == ["Initiating tell_of_failures", empty]
    status = "default_status=dg.DefaultSensorStatus.RUNNING"
    mend(name, {"run_failure_sensor\n": f"run_failure_sensor({status})\n"})


def test_only_a_failure_sensor_has_the_failure_event(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_no_failure_event"
    with pytest.raises(AttributeError, match="failure_event"):
        run(name)
    message = (
        "Execution of run for \"nightly\" failed. Steps failed: ['orders']."
    )
    decorator = "run_status_sensor(run_status=dg.DagsterRunStatus.FAILURE)"
    for changes in (
        {decorator: "run_failure_sensor"},
        {"context.failure_event": "context.dagster_event"},
    ):
        assert mend(name, changes) == [message]


@pytest.mark.parametrize(
    "page",
    [
        mistake_alert_that_raises,
        mistake_error_of_the_run,
        mistake_failed_before,
        mistake_no_failure_event,
        none_is_lost,
        the_error_in_the_alert,
    ],
)
def test_the_definitions_hold_the_sensor_and_what_fails(
    page: ModuleType,
) -> None:
    assert page.defs.sensors == [page.tell_of_failures]
    job = page.defs.resolve_job_def("nightly")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


def test_a_job_can_be_requested_after_a_failure() -> None:
    page = the_error_in_the_alert
    report = dg.define_asset_job("report", [page.orders])

    @dg.run_failure_sensor(
        request_job=report, default_status=dg.DefaultSensorStatus.RUNNING
    )
    def again() -> dg.RunRequest:
        return dg.RunRequest(run_key="once")

    defs = dg.Definitions.merge(
        watching(page, monitor_all_code_locations=True),
        dg.Definitions(sensors=[again]),
    )
    with run_daemon(defs) as daemon:
        daemon.turn_sensors(NOON)
        daemon.start("start", NOON)
        daemon.turn_sensors(NOON + MINUTE)
        daemon.instance.report_run_failed(daemon.runs()[0])
        daemon.stop("start", NOON + MINUTE)
        daemon.turn_sensors(NOON + 2 * MINUTE)
        requested = [
            run.tags.get("dagster/sensor_name") for run in daemon.runs()
        ]
        assert requested == ["start", "again"]


def test_a_run_of_the_ui_is_told_by_a_daemon_of_its_own(
    chat: Receiver, tmp_path: Path
) -> None:
    text = FIRST[0].read_text()
    program = tmp_path / "shop.py"
    program.write_text(
        text.replace("_sensor(def", "_sensor(minimum_interval_seconds=1, def")
    )
    home = tmp_path / "home"
    home.mkdir()
    ticked = (
        f'{{ sensorOrError(sensorSelector: {{LOCATION, sensorName: "{NAME}"}})'
        " { ... on Sensor { sensorState { ticks { status } } } } }"
    )
    with serve(program, program.name, home, os.environ) as ask:
        ask(ticked, "SKIPPED")
        ask(
            "mutation { launchRun(executionParams: {selector: "
            '{LOCATION, jobName: "nightly"}}) { __typename } }',
            "LaunchRunSuccess",
        )
        ask(ticked, "SUCCESS")
    assert read(chat) == [TOLD]

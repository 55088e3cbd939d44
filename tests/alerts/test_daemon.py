"""Every claim of docs/alerts/daemon.md, proved."""

import importlib
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import dagster as dg
import httpx
import pytest
from click.testing import CliRunner
from dagster_graphql.test.utils import execute_dagster_graphql

from docs._ext.core.site import ROOT
from snippets.alerts.daemon import (
    ask_the_webserver,
    mistake_sensor_fails,
    ping_a_monitor,
)
from tests._harness.daemon import run_daemon
from tests._harness.processes import find_free_port, running
from tests._harness.receiver import Receiver
from tests.conftest import Mend, Run

PAGE = "alerts/daemon"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HEALTH = """{ instance { daemonHealth { allDaemonStatuses {
  daemonType required healthy } } } }"""
PARTS = {"SCHEDULER", "SENSOR", "BACKFILL", "ASSET", "QUEUED_RUN_COORDINATOR"}
# Without its name: what starts processes is too slow for each mutant.
[FIRST] = (ROOT / f"snippets/{PAGE}").glob("ask_*.py")
ASK: Any = importlib.import_module(f"snippets.alerts.daemon.{FIRST.stem}")
# What `dagster-daemon` itself calls, and the clock of Dagster's tests.
_cli: Any = importlib.import_module("dagster._daemon.cli")
_types: Any = importlib.import_module("dagster._daemon.types")
_test_utils: Any = importlib.import_module("dagster._core.test_utils")


class Here:
    """Dagster's webserver and daemon, as processes on one instance."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home = home
        (home / "dagster.yaml").write_text("telemetry: {enabled: false}")
        # Two processes that make its databases at once would break them.
        with dg.DagsterInstance.from_config(str(home)):
            pass
        port = find_free_port()
        options = ["--empty-workspace"]
        where: Any = {
            "logs": home,
            "cwd": ROOT,
            "environment": {**os.environ, "DAGSTER_HOME": str(home)},
        }
        stack.enter_context(
            running("dagster-webserver", "-p", str(port), *options, **where)
        )
        self.daemon = stack.enter_context(
            running("dagster-daemon", "run", *options, **where)
        )
        self.client = stack.enter_context(
            httpx.Client(
                base_url=f"http://127.0.0.1:{port}",
                transport=httpx.HTTPTransport(retries=9),
                timeout=60,
            )
        )

    def healthy(self) -> set[str]:
        answer = self.client.post("/graphql", json={"query": HEALTH}).json()
        return read_healthy(answer["data"])


def read_healthy(data: Any) -> set[str]:
    """Read which parts are said to be healthy."""
    statuses = data["instance"]["daemonHealth"]["allDaemonStatuses"]
    return {each["daemonType"] for each in statuses if each["healthy"]}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """Give a webserver whose daemon ran, and was killed by its ID."""
    with ExitStack() as stack:
        here = Here(tmp_path_factory.mktemp("home"), stack)
        while not here.healthy() >= PARTS:
            assert here.daemon.poll() is None
            time.sleep(0.2)
        assert ASK.find_silent(here.client) == []
        here.daemon.kill()
        here.daemon.wait()
        yield here


def test_a_daemon_that_never_ran_is_silent(run: Run) -> None:
    assert run(f"{PAGE}/{FIRST.stem}") == [*("SCHEDULER True", "SENSOR True")]


def test_two_minutes_after_the_kill_each_part_is_silent(killed: Here) -> None:
    at = time.time() + 121
    with mock.patch.object(ASK, "time", return_value=at):
        assert set(ASK.find_silent(killed.client)) >= PARTS


@pytest.fixture
def asked() -> Iterator[tuple[httpx.Client, float]]:
    """Give a client of Dagster's GraphQL, and the time of all heartbeats."""
    with run_daemon(dg.Definitions()) as daemon:
        last = beat(daemon.instance)
        context = daemon._workspace.create_request_context()

        def answer(request: httpx.Request) -> httpx.Response:
            if (request.method, request.url.path) != ("POST", "/graphql"):
                return httpx.Response(404)
            query = json.loads(request.content)["query"]
            data = execute_dagster_graphql(context, query).data
            return httpx.Response(200, json={"data": data})

        transport = httpx.MockTransport(answer)
        with httpx.Client(base_url="http://a", transport=transport) as client:
            yield client, last


def test_the_limit_is_two_minutes_and_can_be_chosen(
    asked: tuple[httpx.Client, float],
) -> None:
    client, last = asked
    for seconds, count, options in (
        (0, 0, {}),
        (120, 0, {}),
        (121, 2, {}),
        (61, 2, {"seconds": 60}),
        (60, 0, {"seconds": 60}),
    ):
        at = last + seconds
        with mock.patch.object(ask_the_webserver, "time", lambda at=at: at):
            found = ask_the_webserver.find_silent(client, **options)
        assert ("SENSOR" in found) + ("SCHEDULER" in found) == count


def test_a_part_that_has_never_reported_is_silent() -> None:
    """And nothing that is not required, such as the retries of runs."""
    with run_daemon(dg.Definitions()) as daemon:
        context = daemon._workspace.create_request_context()
        data = execute_dagster_graphql(context, ask_the_webserver.QUERY).data
        required = set(daemon.instance.get_required_daemon_types())
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, json={"data": data})
    )
    with httpx.Client(base_url="http://a", transport=transport) as client:
        assert set(ask_the_webserver.find_silent(client)) == required


def test_the_parts_that_an_instance_needs() -> None:
    with dg.instance_for_test() as instance:
        required = set(instance.get_required_daemon_types())
    assert required - {"FRESHNESS_DAEMON"} == PARTS


def test_graphql_still_says_healthy_after_the_kill(killed: Here) -> None:
    assert killed.daemon.poll() is not None
    assert killed.healthy() >= PARTS


def test_the_command_still_says_live_after_the_kill(killed: Here) -> None:
    assert check({"DAGSTER_HOME": str(killed.home)}) == (0, "Daemon live")


def test_an_optional_part_is_not_silent() -> None:
    """Only what is required counts, such as not the run monitoring."""
    statuses = [
        {"daemonType": "A", "required": False, "lastHeartbeatTime": None},
        {"daemonType": "B", "required": True, "lastHeartbeatTime": None},
    ]
    health = {"daemonHealth": {"allDaemonStatuses": statuses}}
    answer = {"data": {"instance": health}}

    def give(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=answer)

    transport = httpx.MockTransport(give)
    with httpx.Client(base_url="http://shop", transport=transport) as client:
        assert ask_the_webserver.find_silent(client) == ["B"]


def test_a_webserver_that_does_not_answer_raises() -> None:
    address = f"http://127.0.0.1:{find_free_port()}"
    with (
        httpx.Client(base_url=address) as client,
        pytest.raises(httpx.ConnectError),
    ):
        ask_the_webserver.find_silent(client)
    transport = httpx.MockTransport(lambda _: httpx.Response(503))
    with (
        httpx.Client(base_url="http://shop", transport=transport) as client,
        pytest.raises(httpx.HTTPStatusError),
    ):
        ask_the_webserver.find_silent(client)


def check(environment: dict[str, str]) -> tuple[int, str]:
    """Run `dagster-daemon liveness-check` in this process."""
    with mock.patch.dict(os.environ, environment):
        result = CliRunner().invoke(_cli.liveness_check_command)
    return result.exit_code, result.output.strip().splitlines()[-1]


def beat(instance: dg.DagsterInstance) -> float:
    """Let each part of the daemon report once, and give the time."""
    now = datetime.now(UTC).timestamp()
    for part in instance.get_required_daemon_types():
        instance.add_daemon_heartbeat(_types.DaemonHeartbeat(now, part, None))
    return now


@pytest.mark.parametrize(
    ("environment", "limit"),
    [({}, 1830), ({"DAGSTER_DAEMON_HEARTBEAT_TOLERANCE": "90"}, 120)],
)
def test_how_long_the_command_says_live(
    environment: dict[str, str], limit: int, tmp_path: Path
) -> None:
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        last = beat(instance)
    home = {"DAGSTER_HOME": str(tmp_path), **environment}
    found = []
    for seconds in (limit - 1, limit + 1):
        with _test_utils.freeze_time(
            datetime.fromtimestamp(last + seconds, UTC)
        ):
            found.append(check(home))
    assert found == [(0, "Daemon live"), (1, "Daemon(s) not running")]


def test_how_long_graphql_says_healthy() -> None:
    """The variable does not change that."""
    tolerance = {"DAGSTER_DAEMON_HEARTBEAT_TOLERANCE": "90"}
    with run_daemon(dg.Definitions()) as daemon:
        last = beat(daemon.instance)
        context = daemon._workspace.create_request_context()
        found = []
        for seconds in (1829, 1831):
            at = datetime.fromtimestamp(last + seconds, UTC)
            with (
                mock.patch.dict(os.environ, tolerance),
                _test_utils.freeze_time(at),
            ):
                data = execute_dagster_graphql(context, HEALTH).data
            found.append(read_healthy(data) >= {"SCHEDULER", "SENSOR"})
    assert found == [True, False]


def test_a_heartbeat_is_left_every_30_seconds() -> None:
    controller: Any = importlib.import_module("dagster._daemon.controller")
    assert controller.DEFAULT_HEARTBEAT_INTERVAL_SECONDS == 30


def test_the_mistake_prints_that_the_daemon_lives(run: Run) -> None:
    assert run(f"{PAGE}/mistake_still_healthy") == [
        *("killed: -9", "Daemon live")
    ]


@pytest.fixture
def monitor() -> Iterator[Receiver]:
    receiver = Receiver()
    with mock.patch.dict(os.environ, MONITOR_URL=receiver.url):
        yield receiver
    receiver.close()


def test_the_monitor_gets_a_ping(run: Run) -> None:
    assert run(f"{PAGE}/ping_a_monitor") == ["ping /dagster"]
    page = ping_a_monitor
    assert page.defs.sensors == [page.ping_the_monitor]
    resources: Any = page.defs.resources
    assert resources["monitor"].url == dg.EnvVar("MONITOR_URL")
    sensor = page.ping_the_monitor
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert sensor.minimum_interval_seconds == 60


def test_the_daemon_pings_each_minute(monitor: Receiver) -> None:
    """The receiver answers 501 to a GET, which is a ping for all that."""
    answered = httpx.Response(200, request=httpx.Request("GET", "http://a"))
    with (
        mock.patch.object(httpx, "get", return_value=answered) as get,
        run_daemon(ping_a_monitor.defs) as daemon,
    ):
        for seconds in (0, 30, 60, 90, 120):
            daemon.turn_sensors(NOON + timedelta(seconds=seconds))
        assert get.call_args_list == [mock.call(monitor.url)] * 3
        statuses = {t.status for t in daemon.ticks("ping_the_monitor")}
        assert statuses == {"SKIPPED"}


def test_a_monitor_that_refuses_fails_only_the_tick(monitor: Receiver) -> None:
    monitor.start()  # which answers 501 to a GET
    with run_daemon(ping_a_monitor.defs) as daemon:
        daemon.turn_sensors(NOON)
        [tick] = daemon.ticks("ping_the_monitor")
    assert tick.status == "FAILURE"
    assert "501" in tick.said


def test_a_sensor_that_fails_starts_no_run_and_no_alert(run: Run) -> None:
    page = mistake_sensor_fails
    assert run(f"{PAGE}/mistake_sensor_fails") == ["[]"]
    assert page.defs.sensors == [page.new_orders, page.tell]
    assert page.defs.assets == [page.orders]


def test_its_ticks_fail_with_the_daemon_and_the_other_sensor_skips() -> None:
    page = mistake_sensor_fails
    with run_daemon(page.defs, executes=True) as daemon:
        for name in ("new_orders", "tell"):
            daemon.start(name, NOON)
        for minute in range(3):
            daemon.turn_sensors(NOON + minute * MINUTE)
        statuses = [
            {tick.status for tick in daemon.ticks(name)}
            for name in ("new_orders", "tell")
        ]
        assert statuses == [{"FAILURE"}, {"SKIPPED"}]
        assert daemon.runs() == []


def test_the_sensor_requests_one_run_per_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b", "a"):
        file = tmp_path / "missing/orders" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    with dg.build_sensor_context() as context:
        tick = mistake_sensor_fails.new_orders.evaluate_tick(context)
    requested = [each.run_key for each in tick.run_requests or []]
    assert requested == ["a", "b"]
    assert mistake_sensor_fails.new_orders.name == "new_orders"


def test_no_ping_comes_from_a_sensor_that_fails(mend: Mend) -> None:
    name = f"{PAGE}/mistake_sensor_fails"
    pings = {"    return [dg": '    print("ping")\n    return [dg'}
    assert mend(name, pings) == ["[]"]
    works = {**pings, "missing/orders": "."}
    assert mend(name, works) == ["ping", "ping", "ping", "[]"]

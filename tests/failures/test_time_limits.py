"""Every claim of docs/failures/time_limits.md, proved on real runs."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import psutil
import psycopg
import pytest
import yaml

from snippets.failures.time_limits import (
    a_program,
    a_query,
    a_run,
    mistake_nobody_looks,
    mistake_tag_of_an_asset,
    mistake_thread_goes_on,
)
from tests._harness.daemon import Daemon, run_daemon
from tests._harness.run.postgres import PASSWORD, empty_database
from tests.conftest import ROOT, Mend, Run

PAGE = "failures/time_limits"
# The job of the page with an asset that does not end, and jobs of other limits.
CODE = """
import os
import time
from pathlib import Path

import dagster as dg

from snippets.failures.time_limits.a_run import hourly

@dg.asset
def orders(context) -> None:
    log = Path({folder!r}) / context.run.job_name
    log.write_text(f"{{os.getpid()}} {{os.getppid()}}")
    try:
        while True:
            time.sleep(0.05)
    except dg.DagsterExecutionInterruptedError:
        log.with_suffix(".stopped").touch()
        raise

words = {{"dagster/max_runtime": "1h"}}
jobs = [
    hourly,
    dg.define_asset_job("in_words", [orders], tags=words),
    dg.define_asset_job("without", [orders]),
]
defs = dg.Definitions(
    assets=[orders],
    executor=dg.in_process_executor,
    schedules=[
        dg.ScheduleDefinition(job=job, cron_schedule="0 * * * *")
        for job in jobs
    ],
)
"""


def settings() -> dict[str, object]:
    """Read the settings of the page."""
    read: dict[str, object] = yaml.safe_load(
        (ROOT / f"snippets/{PAGE}/dagster.yaml").read_text()
    )
    return read


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what a real process does."""
    end = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


class Runs:
    """Real runs of the jobs, and the daemon that looks at them."""

    def __init__(self, daemon: Daemon, folder: Path) -> None:
        self.daemon = daemon
        self.folder = folder
        self.seen: list[dict[str, str]] = []

    def look(self, at: datetime) -> None:
        """Let the daemon look once, and note the states after it."""
        self.daemon.turn_monitoring(at)
        self.seen.append(self.states())

    def states(self) -> dict[str, str]:
        return {run.job_name: run.status.value for run in self.daemon.runs()}

    def find(self, job: str) -> dg.DagsterRun:
        [run] = [run for run in self.daemon.runs() if run.job_name == job]
        return run

    def messages(self, job: str) -> list[str]:
        logs = self.daemon.instance.all_logs(self.find(job).run_id)
        return [entry.message or entry.user_message for entry in logs]


def kill(log: Path, *, server: bool = False) -> None:
    """Kill the process of a run, and the code server that started it."""
    pid, parent = map(int, log.read_text().split())
    for each in (parent, pid) if server else (pid,):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Runs that were looked at after 59 and 61 minutes, and after 241.

    Before the last time, the run without a tag is killed with its code server.
    """
    folder = tmp_path_factory.mktemp("limits")
    file = folder / "location.py"
    file.write_text(CODE.format(folder=str(folder)))
    overrides = {
        **settings(),
        "run_launcher": {"module": "dagster", "class": "DefaultRunLauncher"},
        "run_coordinator": {
            "module": "dagster._core.run_coordinator",
            "class": "DefaultRunCoordinator",
        },
    }
    jobs = ("hourly", "in_words", "without")
    with (
        dg.instance_for_test(overrides) as instance,
        run_daemon(file, instance) as daemon,
    ):
        now = datetime.now(UTC)
        found = Runs(daemon, folder)
        for job in jobs:
            daemon.start(f"{job}_schedule", now - timedelta(hours=1))
        try:
            daemon.turn_schedules(now)
            wait_until(lambda: all((folder / job).exists() for job in jobs))
            now = datetime.now(UTC)
            found.look(now + timedelta(minutes=58))
            found.look(now + timedelta(minutes=61))
            wait_until((folder / "hourly.stopped").exists)
            kill(folder / "without", server=True)
            found.look(now + timedelta(minutes=239))
            found.look(now + timedelta(minutes=241))
        finally:
            for run in daemon.runs():
                kill(folder / run.job_name)
                if not run.is_finished:
                    instance.report_run_canceled(run)
        yield found


def test_a_run_fails_after_the_number_of_seconds_in_its_tag(
    run: Run, runs: Runs
) -> None:
    assert run(f"{PAGE}/a_run") == ["3600"]
    assert [states["hourly"] for states in runs.seen[:2]] == [
        "STARTED",
        "FAILURE",
    ]
    messages = runs.messages("hourly")
    assert "Exceeded maximum runtime of 3600 seconds." in messages
    graph = a_run.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("orders")}


def test_what_runs_then_is_interrupted(runs: Runs) -> None:
    assert (runs.folder / "hourly.stopped").exists()


def test_a_run_without_a_tag_fails_after_the_seconds_in_the_settings(
    runs: Runs,
) -> None:
    assert [states["without"] for states in runs.seen] == [
        *("STARTED", "STARTED", "STARTED", "FAILURE")
    ]
    messages = runs.messages("without")
    assert any("runtime of 14400 seconds" in each for each in messages)


def test_a_run_killed_with_its_code_server_stays_started_until_the_limit(
    runs: Runs,
) -> None:
    assert runs.seen[2]["without"] == "STARTED"
    assert runs.seen[3]["without"] == "FAILURE"


def test_a_number_in_words_is_no_limit_not_even_that_of_the_settings(
    runs: Runs,
) -> None:
    assert [states["in_words"] for states in runs.seen] == ["STARTED"] * 4


def test_the_daemon_looks_only_if_the_settings_say_so_each_two_minutes() -> (
    None
):
    with dg.instance_for_test() as instance:
        assert "MONITORING" not in instance.get_required_daemon_types()
    enabled = {"run_monitoring": {"enabled": True}}
    with dg.instance_for_test(enabled) as instance:
        assert "MONITORING" in instance.get_required_daemon_types()
        assert instance.run_monitoring_poll_interval_seconds == 120
        assert instance.run_monitoring_max_runtime_seconds == 0
    with dg.instance_for_test(settings()) as instance:
        assert "MONITORING" in instance.get_required_daemon_types()
        assert instance.run_monitoring_poll_interval_seconds == 60


def test_a_program_is_killed_at_its_limit_and_the_asset_tried_again(
    run: Run,
) -> None:
    assert run(f"{PAGE}/a_program") == [
        "exporting, retry 0",
        "exporting, retry 1",
        "success: False",
    ]
    result = dg.materialize([a_program.orders], raise_on_error=False)
    [failed] = [e for e in result.all_events if e.is_step_failure]
    error = failed.step_failure_data.error
    assert error
    assert error.cause
    assert re.search(r"timed out after 0\.(1\d+|2) s", error.cause.message)
    left = [each.name() for each in psutil.Process().children()]
    assert "sleep" not in left
    assert a_program.defs.assets == [a_program.orders]


def test_a_program_that_fails_fails_the_asset(mend: Mend) -> None:
    changes = {'["sleep", "60"]': '["false"]'}
    assert mend(f"{PAGE}/a_program", changes) == [
        "exporting, retry 0",
        "exporting, retry 1",
        "success: False",
    ]


def test_the_server_stops_a_query_at_its_limit(run: Run) -> None:
    printed = run(f"{PAGE}/a_query")
    assert printed == ["canceling statement due to statement timeout"]
    assert a_query.defs.assets == [a_query.revenue]
    with (
        empty_database() as host,
        psycopg.connect(
            host=host,
            user="shop",
            password=PASSWORD,
            options="-c statement_timeout=200ms",
        ) as reader,
    ):
        shown = reader.execute("show statement_timeout").fetchone()
    assert shown == ("200ms",)


def test_nobody_looks_at_a_run_in_your_own_process(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_nobody_looks")
    assert printed == ["made", "success: True"]
    result = dg.materialize(
        [mistake_nobody_looks.orders], tags={"dagster/max_runtime": "0.001"}
    )
    record = result.dagster_run
    assert record.tags["dagster/max_runtime"] == "0.001"


def test_a_tag_of_an_asset_is_not_a_tag_of_the_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_tag_of_an_asset") == ["None"]
    page = mistake_tag_of_an_asset
    tags = page.orders.tags_by_key[dg.AssetKey("orders")]
    assert tags["dagster/max_runtime"] == "3600"


def test_on_the_run_it_is(mend: Mend) -> None:
    tag = 'tags={"dagster/max_runtime": "3600"}'
    changes = {f"({tag})": "", "([orders])": f"([orders], {tag})"}
    assert mend(f"{PAGE}/mistake_tag_of_an_asset", changes) == ["3600"]


def test_a_thread_goes_on_after_its_limit(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_thread_goes_on")
    assert printed == ["exported", "success: False"]
    result = dg.materialize(
        [mistake_thread_goes_on.orders], raise_on_error=False
    )
    [failed] = [e for e in result.all_events if e.is_step_failure]
    error = failed.step_failure_data.error
    assert error
    assert error.cause
    assert error.cause.cls_name == "TimeoutError"


def test_a_program_of_its_own_does_not(mend: Mend) -> None:
    changes = {
        "import time\nfrom concurrent.futures import ThreadPoolExecutor\n": (
            "import subprocess\nimport sys\n"
        ),
        "    time.sleep(2)\n": "",
        "    with ThreadPoolExecutor() as threads:\n": "",
        "        threads.submit(export).result(timeout=0.1)": (
            "    code = 'import time; time.sleep(2)'\n"
            "    subprocess.run([sys.executable, '-c', code], timeout=0.1)\n"
            "    export()"
        ),
    }
    printed = mend(f"{PAGE}/mistake_thread_goes_on", changes)
    assert printed == ["success: False"]

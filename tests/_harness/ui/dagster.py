"""Runs Dagster's webserver, and its daemon, on a program.

The clock of all its processes stands still until it is moved, so that the same
page shows the same times on each day.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests._harness.ui.seeding import write_clock, write_steps
from tests._harness.ui.shots import Ask, Program, Run, Stage

ROOT = Path(__file__).parents[2]

MOST_SECONDS = 240

_CLOCK_SECONDS = 1  # after which a process looks at the clock again

_SETTINGS = """
telemetry: {enabled: false}
nux: {enabled: false}
run_coordinator:
  module: dagster._core.run_coordinator
  class: DefaultRunCoordinator
"""

# libfaketime refuses the sleep of Python 3.11 and newer, which asks the
# monotonic clock.
_SLEEP = """
import select, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
"""


class UIError(Exception):
    """Dagster's UI does not come up or does not show what it did."""


class DagsterUI:
    """Dagster's webserver on a program.

    Args:
        stage: The program, and what it finds.
        home: An empty folder for the instance.
        faketime: The library that stops the clock.
    """

    def __init__(self, stage: Stage, home: Path, faketime: Path) -> None:
        self.program = ROOT / "snippets" / f"{stage.program}.py"
        self.answers = {"location": self.program.name}
        self.home = home
        self._processes = ExitStack()
        self._clock = home / "clock"
        self._port = find_free_port()
        self._work = home / "work"
        site = home / "site"
        for folder in (self._work, site):
            folder.mkdir()
        (site / "sitecustomize.py").write_text(_SLEEP)
        (home / "dagster.yaml").write_text(_SETTINGS)
        for name, text in stage.files.items():
            (self._work / name).parent.mkdir(exist_ok=True)
            (self._work / name).write_text(text)
        self._environment = {
            **os.environ,
            **stage.variables,
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "DAGSTER_HOME": str(home),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_CACHE_DURATION": str(_CLOCK_SECONDS),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "LD_PRELOAD": str(faketime),
            "PYTHONPATH": f"{site}:{ROOT}",
            "TZ": "UTC",
        }

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def set_clock(self, at: str) -> None:
        """Move the clock of all processes.

        Args:
            at: The time, in UTC.
        """
        write_clock(self._clock, at)
        time.sleep(_CLOCK_SECONDS)

    def seed(self, steps: list[Run | Program]) -> None:
        """Run the program, or its assets, on the instance.

        Args:
            steps: What to run, in order.

        Raises:
            UIError: The program cannot be run.
        """
        file = self.home / "steps.json"
        write_steps(steps, file)
        command = [
            "-m",
            "tests._harness.ui.seeding",
            str(self.program),
            str(file),
        ]
        log = self.home / "seeding.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=self._work,
                env={**self._environment, "FAKETIME_NO_CACHE": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            if process.wait(MOST_SECONDS):
                raise UIError(f"{self.program} cannot be run:\n{_tail(log)}")
        except subprocess.TimeoutExpired as error:
            raise UIError(
                f"{self.program} still runs after {MOST_SECONDS} s:\n"
                + _tail(log)
            ) from error
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def serve(self) -> Iterator[None]:
        """Run the webserver, and the daemon once it is started.

        Raises:
            UIError: The webserver ends, or does not answer in time.
        """
        listen = ["-h", "127.0.0.1", "-p", str(self._port)]
        with self._processes:
            process = self._start("dagster-webserver", *listen)
            end = time.monotonic() + MOST_SECONDS
            while not self._answers():
                has_ended = process.poll() is not None
                log = _tail(self.home / "dagster-webserver.log")
                if has_ended:
                    raise UIError(f"dagster-webserver ended:\n{log}")
                if time.monotonic() > end:
                    raise UIError(
                        "dagster-webserver does not answer after "
                        f"{MOST_SECONDS} s:\n{log}"
                    )
                time.sleep(0.2)
            yield

    def start_daemon(self, at: str) -> None:
        """Run the daemon.

        Args:
            at: When it looks what there is to do, in UTC.
        """
        self.set_clock(at)
        self._start("dagster-daemon", "run")

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        return self._processes.enter_context(self._running(name, *options))

    @contextmanager
    def _running(
        self, name: str, *options: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        command = str(Path(sys.executable).with_name(name))
        with (self.home / f"{name}.log").open("w") as output:
            process = subprocess.Popen(
                [command, *options, "-f", str(self.program)],
                cwd=self._work,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            # Its code servers too, which would outlive it for some time.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/server_info", timeout=5):
                return True
        except (URLError, TimeoutError, ConnectionError):
            return False

    def ask(self, question: Ask) -> None:
        """Ask the webserver, until it gives the answer.

        Args:
            question: The question.

        Raises:
            UIError: The answer does not come.
        """
        location = (
            'repositoryName: "__repository__", '
            f'repositoryLocationName: "{self.program.name}"'
        )
        query = question.query.replace("LOCATION", location)
        request = Request(
            f"{self.address}/graphql",
            json.dumps({"query": query}).encode(),
            {"Content-Type": "application/json"},
        )
        self.set_clock(question.at)
        end = time.monotonic() + MOST_SECONDS
        while True:
            with urlopen(request, timeout=MOST_SECONDS) as response:
                answer = json.load(response)
            if question.until in json.dumps(answer):
                self.answers.update(_leaves(answer))
                return
            if time.monotonic() > end:
                logs = "\n".join(map(_tail, sorted(self.home.glob("*.log"))))
                raise UIError(
                    f"{self.program}: no {question.until} after "
                    f"{MOST_SECONDS} s, but {answer}\n{logs}"
                )
            time.sleep(0.5)


def _leaves(answer: object) -> Iterator[tuple[str, str]]:
    if isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, str):
                yield name, value
            yield from _leaves(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from _leaves(value)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text().splitlines()[-15:])


def find_free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

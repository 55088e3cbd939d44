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
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from docs._ext.core.site import ROOT
from tests._harness.ui.seeding import write_clock
from tests._harness.ui.shots import Stage, Step

MOST_SECONDS = 240

_CLOCK_SECONDS = 1  # after which a process looks at the clock again

_SETTINGS = """
telemetry: {enabled: false}
nux: {enabled: false}
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
        program: The program.
        stage: What it finds.
        home: An empty folder for the instance.
        faketime: The library that stops the clock.
    """

    def __init__(
        self, program: Path, stage: Stage, home: Path, faketime: Path
    ) -> None:
        self.program = program
        self.answers = {"location": program.name}
        self._home = home
        self._processes = ExitStack()
        self._port = find_free_port()
        self._clock = home / "clock"
        self._work = home / "work"
        files = {home / "site/sitecustomize.py": _SLEEP}
        files[home / "dagster.yaml"] = _SETTINGS
        self._work.mkdir()
        for name, text in stage.files.items():
            files[self._work / name] = text
        for file, text in files.items():
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        self._environment = {
            **os.environ,
            **stage.variables,
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "DAGSTER_HOME": str(home),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_CACHE_DURATION": str(_CLOCK_SECONDS),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "LD_PRELOAD": str(faketime),
            "PYTHONPATH": f"{home / 'site'}:{ROOT}",
            "TZ": "UTC",
        }

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    def set_clock(self, at: datetime) -> None:
        """Move the clock of all processes to a time in UTC."""
        write_clock(self._clock, at)
        time.sleep(_CLOCK_SECONDS)

    def seed(self) -> None:
        """Run what runs before the UI starts.

        Raises:
            UIError: It cannot be run.
        """
        with self._running(
            sys.executable,
            "-m",
            "tests._harness.ui.seeding",
            str(self.program),
            FAKETIME_NO_CACHE="1",
        ) as process:
            try:
                fault = "cannot be run" if process.wait(MOST_SECONDS) else ""
            except subprocess.TimeoutExpired:
                fault = f"still runs after {MOST_SECONDS} s"
        if fault:
            raise self._fail(fault)

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
                if process.poll() is not None:
                    raise self._fail("dagster-webserver ended")
                if time.monotonic() > end:
                    raise self._fail(
                        f"dagster-webserver does not answer after "
                        f"{MOST_SECONDS} s"
                    )
                time.sleep(0.2)
            yield

    def take_step(self, step: Step) -> None:
        """Move the clock, start the daemon and ask the webserver.

        Raises:
            UIError: The webserver does not give the answer.
        """
        self.set_clock(step.at)
        if step.start_daemon:
            self._start("dagster-daemon", "run")
        end = time.monotonic() + MOST_SECONDS
        while step.query:
            answer = self._ask(step.query)
            if step.until in json.dumps(answer):
                self.answers.update(_leaves(answer))
                break
            if time.monotonic() > end:
                raise self._fail(
                    f"no {step.until} after {MOST_SECONDS} s, but {answer}"
                )
            time.sleep(0.5)

    def _ask(self, query: str) -> object:
        location = (
            'repositoryName: "__repository__", '
            f'repositoryLocationName: "{self.program.name}"'
        )
        request = Request(
            f"{self.address}/graphql",
            json.dumps({"query": query.replace("LOCATION", location)}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=MOST_SECONDS) as response:
            return json.load(response)

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        command = str(Path(sys.executable).with_name(name))
        running = self._running(command, *options, "-f", str(self.program))
        return self._processes.enter_context(running)

    @contextmanager
    def _running(
        self, *command: str, **variables: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        log = self._home / f"{Path(command[0]).name}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                command,
                cwd=self._work,
                env={**self._environment, **variables},
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

    def _fail(self, fault: str) -> UIError:
        """Make an error with the last lines of each log."""
        ends = [
            f"{log.name}:\n" + "\n".join(log.read_text().splitlines()[-15:])
            for log in sorted(self._home.glob("*.log"))
        ]
        return UIError("\n".join([f"{self.program}: {fault}", *ends]))


def _leaves(answer: object) -> Iterator[tuple[str, str]]:
    if isinstance(answer, dict):
        for name, value in answer.items():
            if isinstance(value, str):
                yield name, value
            yield from _leaves(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from _leaves(value)


def find_free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

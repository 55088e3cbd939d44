"""Runs Dagster's webserver, and its daemon, on a program.

The clock of all its processes stands still until it is moved, so that the same
page shows the same times on each day.
"""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from docs._ext.core.site import ROOT
from tests._harness.processes import find_free_port, read_ends, running
from tests._harness.ui.seeding import write_clock
from tests._harness.ui.shots import Stage, Step
from tests._harness.webserver import ask_once

MOST_SECONDS = 240

_CLOCK_SECONDS = 1  # after which a process looks at the clock again

# The queue of runs would wait for a time that never comes. Its alternative has
# no public name.
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
    """Dagster's webserver on a program, with an empty folder as its home.

    Each method may raise a UIError, which holds the end of each log.
    """

    def __init__(
        self, program: Path, stage: Stage, home: Path, faketime: Path
    ) -> None:
        self.program = program
        self.answers = {"location": program.name}
        self._home = home
        self._processes = ExitStack()
        self._port = find_free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._clock = home / "clock"
        self._work = home / "work"
        self._work.mkdir()
        files = {f"work/{name}": text for name, text in stage.files.items()}
        files |= {"site/sitecustomize.py": _SLEEP, "dagster.yaml": _SETTINGS}
        for name, text in files.items():
            (home / name).parent.mkdir(exist_ok=True)
            (home / name).write_text(text)
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

    def set_clock(self, at: datetime) -> None:
        """Move the clock of all processes to a time in UTC."""
        write_clock(self._clock, at)
        time.sleep(_CLOCK_SECONDS)

    def seed(self) -> None:
        """Run what runs before the UI starts."""
        self._environment["FAKETIME_NO_CACHE"] = "1"
        module = ["-m", "tests._harness.ui.seeding", str(self.program)]
        with self._running("python", *module) as process:
            deadline = time.monotonic() + MOST_SECONDS
            while process.poll() is None:
                self._wait("it still runs", deadline)
        if process.returncode:
            raise self._fail("it cannot be run")
        del self._environment["FAKETIME_NO_CACHE"]

    @contextmanager
    def serve(self) -> Iterator[None]:
        """Run the webserver, and the daemon once it is started."""
        listen = ["-h", "127.0.0.1", "-p", str(self._port)]
        with self._processes:
            process = self._start("dagster-webserver", *listen)
            deadline = time.monotonic() + MOST_SECONDS
            while not self._answers():
                if process.poll() is not None:
                    raise self._fail("dagster-webserver ended")
                self._wait("dagster-webserver does not answer", deadline)
            yield

    def take_step(self, step: Step) -> None:
        """Move the clock, start the daemon and ask the webserver."""
        self.set_clock(step.at)
        if step.start_daemon:
            self._start("dagster-daemon", "run")
        deadline = time.monotonic() + MOST_SECONDS
        while step.query:
            answer = ask_once(self.address, self.program.name, step.query)
            if step.until in answer:
                self.answers |= dict(re.findall(r'"(\w+)": "(.*?)"', answer))
                break
            self._wait(f"no {step.until}, but {answer}", deadline)

    def _start(self, name: str, *options: str) -> subprocess.Popen[bytes]:
        return self._processes.enter_context(
            self._running(name, *options, "-f", str(self.program))
        )

    def _running(
        self, *command: str
    ) -> AbstractContextManager[subprocess.Popen[bytes]]:
        return running(
            *command,
            logs=self._home,
            cwd=self._work,
            environment=self._environment,
        )

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/server_info", timeout=5):
                return True
        except (URLError, TimeoutError, ConnectionError):
            return False

    def _wait(self, fault: str, deadline: float) -> None:
        if time.monotonic() > deadline:
            raise self._fail(f"{fault} after {MOST_SECONDS} s")
        time.sleep(0.2)

    def _fail(self, fault: str) -> UIError:
        """Make an error with the last lines of each log."""
        return UIError(
            "\n".join([f"{self.program}: {fault}", *read_ends(self._home)])
        )

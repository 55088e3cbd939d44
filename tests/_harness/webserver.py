"""Dagster's webserver and daemon as processes, on the same instance."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import dagster as dg

from docs._ext.core.site import ROOT
from tests._harness.processes import find_free_port, read_ends, running

MOST_SECONDS = 240
RUN_SUCCEEDED = (
    "{ runsOrError(filter: {statuses: [SUCCESS]}) { ... on Runs { count } } }"
)
_IS_LOADED = """{ repositoryOrError(repositorySelector: {LOCATION}) {
  __typename ... on Error { message }
} }"""
_REFUSED = re.compile(r'"errors": |"__typename": "\w+Error"')

# A run waits in the queue for five seconds otherwise.
_SETTINGS = """
telemetry: {enabled: false}
run_coordinator:
  module: dagster
  class: QueuedRunCoordinator
  config: {dequeue_interval_seconds: 1}
"""

Ask = Callable[[str, str], None]


class ServerError(Exception):
    """The webserver or the daemon ended, or refuses what it is asked."""


@contextmanager
def serve(
    target: Path, location: str, home: Path, environment: Mapping[str, str]
) -> Iterator[Ask]:
    """Serve a program, or what a workspace file names, on an instance.

    What is given asks the webserver until its answer has a string. Either may
    raise a ServerError, which holds the end of each log.
    """
    (home / "dagster.yaml").write_text(_SETTINGS)
    # Two processes that make its databases at once would break them.
    with dg.DagsterInstance.from_config(str(home)):
        pass
    port = find_free_port()
    option = "-f" if target.suffix == ".py" else "-w"
    code = [option, str(target)]
    where: Any = {
        "logs": home,
        "cwd": ROOT,
        "environment": {**environment, "DAGSTER_HOME": str(home)},
    }
    with (
        running("dagster-webserver", "-p", str(port), *code, **where) as first,
        running("dagster-daemon", "run", *code, **where) as second,
    ):

        def ask(query: str, until: str) -> None:
            end = time.monotonic() + MOST_SECONDS
            while until not in (answer := _try(port, location, query)):
                if fault := _find_fault(answer, end, first, second):
                    raise ServerError("\n".join([fault, *read_ends(home)]))
                time.sleep(0.2)

        ask(_IS_LOADED, '"Repository"')
        yield ask


def _find_fault(
    answer: str, end: float, *processes: subprocess.Popen[bytes]
) -> str:
    """Say why it is of no use to ask again, if it is not."""
    for process in processes:
        if process.poll() is not None:
            command: Any = process.args
            return f"{Path(command[0]).name} ended"
    if _REFUSED.search(answer):
        return f"dagster-webserver refuses: {answer}"
    if time.monotonic() > end:
        return f"after {MOST_SECONDS} s: {answer or 'no answer'}"
    return ""


def _try(port: int, location: str, query: str) -> str:
    """Ask, and take a refusal for an answer, and no answer for an empty one."""
    try:
        return ask_once(f"http://127.0.0.1:{port}", location, query)
    except HTTPError as refusal:
        return json.dumps(json.load(refusal))
    except (URLError, ConnectionError):
        return ""  # Until the webserver listens.


def ask_once(address: str, location: str, query: str) -> str:
    """Ask a webserver; `LOCATION` stands for what names the code location."""
    fields = (
        'repositoryName: "__repository__", '
        f'repositoryLocationName: "{location}"'
    )
    request = Request(
        f"{address}/graphql",
        json.dumps({"query": query.replace("LOCATION", fields)}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=MOST_SECONDS) as response:
        return json.dumps(json.load(response))


def start_sensor(ask: Ask, name: str) -> None:
    """Turn a sensor on, as Dagster's UI does."""
    selector = f'{{LOCATION, sensorName: "{name}"}}'
    start = f"startSensor(sensorSelector: {selector}) {{ __typename }}"
    ask(f"mutation {{ {start} }}", '"Sensor"')

"""Dagster's webserver and daemon as processes, on the same instance."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from docs._ext.core.site import ROOT
from tests._harness.processes import find_free_port, read_ends, running

MOST_SECONDS = 240
RUN_SUCCEEDED = (
    "{ runsOrError(filter: {statuses: [SUCCESS]}) { ... on Runs { count } } }"
)

Ask = Callable[[str, str], None]


@contextmanager
def serve(
    target: Path, location: str, home: Path, environment: Mapping[str, str]
) -> Iterator[Ask]:
    """Serve a program, or what a workspace file names, on an instance.

    What is given asks the webserver until its answer has a string. `LOCATION`
    stands for the fields that name the code location.
    """
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    port = find_free_port()
    option = "-f" if target.suffix == ".py" else "-w"
    fields = (
        'repositoryName: "__repository__", '
        f'repositoryLocationName: "{location}"'
    )
    where: Any = {
        "logs": home,
        "cwd": ROOT,
        "environment": {**environment, "DAGSTER_HOME": str(home)},
    }

    def ask(query: str, until: str) -> None:
        end = time.monotonic() + MOST_SECONDS
        query = query.replace("LOCATION", fields)
        while until not in (answer := _post(port, query)):
            logs = "\n".join([answer, *read_ends(home)])
            assert time.monotonic() < end, logs
            time.sleep(0.3)

    code = [option, str(target)]
    with (
        running("dagster-webserver", "-p", str(port), *code, **where),
        running("dagster-daemon", "run", *code, **where),
    ):
        yield ask


def _post(port: int, query: str) -> str:
    request = Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json"},
    )
    # Until the webserver listens.
    with suppress(URLError, ConnectionError), urlopen(request) as response:
        return json.dumps(json.load(response))
    return ""

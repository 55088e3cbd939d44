"""Starts processes of Dagster, and ends them with all that they started."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def running(
    *command: str, logs: Path, cwd: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of this environment, such as `dg`, until it is left."""
    name, *options = command
    with (logs / f"{name}.log").open("w") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name(name)), *options],
            cwd=cwd,
            env=environment,
            stdout=log,
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


def read_ends(logs: Path) -> list[str]:
    """Read the last lines of each log."""
    return [
        f"{log.name}:\n" + "\n".join(log.read_text().splitlines()[-15:])
        for log in sorted(logs.glob("*.log"))
    ]


def find_free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

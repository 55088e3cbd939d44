"""Name the parts of Dagster's daemon that have not reported lately."""

import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

# --8<-- [start:ask]
from time import time

import httpx

QUERY = """{ instance { daemonHealth { allDaemonStatuses {
  daemonType required lastHeartbeatTime
} } } }"""


def find_silent(client: httpx.Client, seconds: float = 120) -> list[str]:
    answer = client.post("/graphql", json={"query": QUERY}).raise_for_status()
    health = answer.json()["data"]["instance"]["daemonHealth"]
    return [
        each["daemonType"]
        for each in health["allDaemonStatuses"]
        if each["required"]
        and time() - (each["lastHeartbeatTime"] or 0) > seconds
    ]


# --8<-- [end:ask]
if __name__ == "__main__":
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with TemporaryDirectory() as home, ExitStack() as stack:
        Path(home, "dagster.yaml").write_text("telemetry: {enabled: false}")
        program = Path(sys.executable).parent / "dagster-webserver"
        # --8<-- [start:try]
        webserver = subprocess.Popen(
            [program, "--empty-workspace", "--port", str(port)],
            env={**os.environ, "DAGSTER_HOME": home},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.enter_context(webserver)
        stack.callback(webserver.kill)
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            transport=httpx.HTTPTransport(retries=9),
            timeout=60,
        ) as client:
            found = find_silent(client)
        for name in ("SCHEDULER", "SENSOR"):
            print(name, name in found)
            # → SCHEDULER True
            # → SENSOR True
        # --8<-- [end:try]

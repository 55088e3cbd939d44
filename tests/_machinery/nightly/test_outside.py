"""The nightly commands fail when the world outside has changed."""

import json
import shlex
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml

from docs._ext.core.site import ROOT
from tests._machinery.tools import serve

FAULTY = "dagster"
FAULT = {
    "id": "TEST-1",
    "modified": "2026-01-01T00:00:00Z",
    "summary": "a fault",
    "affected": [
        {
            "package": {"name": FAULTY, "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
        }
    ],
}


class Outside(BaseHTTPRequestHandler):
    """A page that is there, and an advisory service that knows one fault."""

    def do_GET(self) -> None:
        """Give the page, or the fault."""
        self._answer(404 if self.path == "/gone" else 200, FAULT)

    def do_HEAD(self) -> None:
        """Give what stands before the page."""
        self.do_GET()

    def do_POST(self) -> None:
        """Say which of the packages asked for has the fault."""
        length = int(self.headers["Content-Length"])
        queries = json.loads(self.rfile.read(length))["queries"]
        known = self.path.startswith("/faulty/")
        results = [
            {"vulns": [{"id": FAULT["id"], "modified": FAULT["modified"]}]}
            if known and query["package"]["name"] == FAULTY
            else {}
            for query in queries
        ]
        self._answer(200, {"results": results})

    def _answer(self, status: int, said: object) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def outside() -> Iterator[str]:
    """The address of the world outside."""
    with serve(Outside) as address:
        yield address


def command_of(tool: str) -> list[str]:
    """The command of the nightly workflow that starts with a tool."""
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/nightly.yml").read_text()
    )
    lines = workflow["jobs"]["whole"]["strategy"]["matrix"]["run"]
    commands = [each for line in lines for each in line.split(" && ")]
    (command,) = [each for each in commands if each.startswith(tool)]
    return shlex.split(command)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("path", "code"), [("/here", 0), ("/gone", 2)])
def test_a_link_to_a_page_that_is_gone_is_named(
    outside: str, tmp_path: Path, path: str, code: int
) -> None:
    page = tmp_path / "index.html"
    page.write_text(f'<a href="{outside}{path}">somewhere</a>')
    command = command_of("uvx")[:-1]
    command[command.index("https")] = "http"
    done = run([*command, str(tmp_path)])
    assert done.returncode == code, done.stdout + done.stderr
    assert (f"{outside}/gone" in done.stdout) == (code == 2)


@pytest.mark.parametrize(("path", "code"), [("/sound/", 0), ("/faulty/", 1)])
def test_a_known_fault_in_a_package_is_named(
    outside: str, path: str, code: int
) -> None:
    done = run([*command_of("uv audit"), f"--service-url={outside}{path}"])
    assert done.returncode == code, done.stdout + done.stderr
    assert (f"{FAULTY} " in done.stdout) == (code == 1)
    assert ("TEST-1: a fault" in done.stdout) == (code == 1)


def test_an_advisory_service_that_is_not_there_is_an_error() -> None:
    gone = "--service-url=http://127.0.0.1:9/"
    done = run([*command_of("uv audit"), gone])
    assert done.returncode == 2
    assert "error: Request failed" in done.stderr

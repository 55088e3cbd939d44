"""Measures what an author waits for: `uv run python -m docs._build.benchmark`.

Run it on a machine that does nothing else.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PAGE = "docs/resources/life_cycle.md"
SNIPPET = "snippets/resources/life_cycle/opened_once_a_run.py"

# One process imports dagster once and runs every file, each in a folder of its
# own, as a plain loop would.
_BARE = """
import contextlib, os, runpy, sys, tempfile, warnings
import dagster
warnings.simplefilter("ignore")
sys.stdout = sys.stderr = open(os.devnull, "w")
for path in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with contextlib.suppress(BaseException):
            runpy.run_path(path, run_name="__main__")
        os.chdir("/")
"""


def main() -> None:
    """Measure, print, and say which bound is met."""
    bare = _seconds([sys.executable, "-c", _BARE, *_programs()])
    proven = _seconds(
        _pytest("tests/test_snippets.py", "-k", "test_program_gives")
    )
    _report("all snippets, run by one bare process", bare, "s")
    _report("all snippets, run and compared", proven, "s")
    _report("the second as a multiple of the first", proven / bare, "x", 1.3)
    one = _seconds(["uv", "run", "pytest", "-q", "-k", "opened_once_a_run.py"])
    _report("uv run pytest -k <one snippet>", one, "s", 5)
    for path in [PAGE, SNIPPET]:
        _report(f"from saving {path} to the page", _reload(ROOT / path), "s", 3)


def _programs() -> list[str]:
    return [str(path) for path in sorted((ROOT / "snippets").rglob("*.py"))]


def _pytest(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def _reload(path: Path) -> float:
    """Save a file with a new word in it and wait until the page shows it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/resources/life_cycle/"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    before = path.read_text()
    word = "savedjustnow"
    try:
        _wait(lambda: "life cycle" in _read(address))
        start = time.perf_counter()
        path.write_text(before.replace("database", f"database {word}", 1))
        _wait(lambda: word in _read(address))
        return time.perf_counter() - start
    finally:
        path.write_text(before)
        server.terminate()
        server.wait()


def _read(address: str) -> str:
    try:
        with urlopen(address) as answer:
            return str(answer.read().decode())
    except URLError:
        return ""


def _wait(condition: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s in vain")
        time.sleep(0.02)


def _report(
    what: str, value: float, unit: str, most: float | None = None
) -> None:
    verdict = ""
    if most is not None:
        verdict = f"  at most {most} {unit}: {'yes' if value <= most else 'NO'}"
    print(f"{value:7.2f} {unit}  {what}{verdict}", flush=True)


if __name__ == "__main__":
    main()

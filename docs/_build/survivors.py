"""Keeps which mutants no test notices: `python -m docs._build.survivors`.

Tries all mutants of each program that has changed, or whose tests have, since
it was last tried, in copies of the repository. What it finds goes into the data
as soon as a program is done, so it can be ended and goes on where it was. Each
mutant that lives needs a reason there; `--check` writes nothing and ends with 1
if one has none.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any, TypedDict

from docs._build import json_files
from docs._build.proof import write_measurement
from docs._build.releases import ROOT, hash_program

DATA = ROOT / "docs/mutants.json"


class Row(TypedDict):
    """What became of the mutants of a program.

    Args:
        text: The hash of the program and of its tests.
        mutants: How many there are.
        alive: Those that no test notices, each with the reason.
    """

    text: str
    mutants: int
    alive: dict[str, str]


Rows = dict[str, Row]


class SurvivorsError(Exception):
    """The data or a program cannot be used; says what to do."""


def load(path: Path = DATA) -> Rows:
    """Read the data.

    Args:
        path: Its file.

    Raises:
        SurvivorsError: It is not whole.
    """
    rows: Rows = json_files.read(path, SurvivorsError)
    return rows


def find_programs() -> dict[str, str]:
    """Give the hash of every program and its tests, by its path."""
    programs = sorted((ROOT / "snippets").rglob("*.py"))
    return {str(p.relative_to(ROOT)): _hash(p) for p in programs}


def _hash(program: Path) -> str:
    topic, page, _ = program.parts[-3:]
    test = ROOT / f"tests/{topic}/test_{page}.py"
    text = test.read_text() if test.exists() else ""
    return hashlib.sha256(
        f"{hash_program(program)} {text}".encode()
    ).hexdigest()[:10]


def find_unexplained(rows: Rows) -> list[str]:
    """List the mutants that live without a reason.

    Args:
        rows: The data.
    """
    return [
        f"{program}:{mutant}"
        for program, row in sorted(rows.items())
        for mutant, reason in row["alive"].items()
        if not reason
    ]


def find_changed(rows: Rows, programs: dict[str, str]) -> list[str]:
    """List the programs that were not tried as they are.

    Args:
        rows: The data.
        programs: The hash of each program and its tests.
    """
    return [
        name
        for name, text in programs.items()
        if name not in rows or rows[name]["text"] != text
    ]


def describe(rows: Rows) -> dict[str, Any]:
    """Give the figures for the page *How this is proven*.

    Args:
        rows: The data.
    """
    topics: dict[str, list[int]] = {}
    for name, row in sorted(rows.items()):
        killed, tried = topics.get(topic := name.split("/")[1], [0, 0])
        killed += row["mutants"] - len(row["alive"])
        topics[topic] = [killed, tried + row["mutants"]]
    return {
        "of": sum(tried for _, tried in topics.values()),
        "held": sum(killed for killed, _ in topics.values()),
        "counted": f"mutants of {len(rows)} programs",
        "parts": topics,
        "exceptions": [
            f"{program}:{mutant}"
            for program, row in sorted(rows.items())
            for mutant in row["alive"]
        ],
    }


def try_programs(
    programs: Iterable[str], workers: int
) -> Iterator[tuple[str, int, list[str]]]:
    """Try the mutants of programs, each in a process of its own.

    Args:
        programs: Their paths from the root of the repository.
        workers: How many at once.

    Yields:
        A program, how many mutants it has, and which of them live.
    """
    copies: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(workers):
            copies.put(_copy_repository(Path(folder) / str(number)))

        def run(program: str) -> tuple[str, int, list[str]]:
            with _taken(copies) as copy:
                return (program, *_try(program, copy))

        with ThreadPoolExecutor(workers) as pool:
            for done in as_completed([pool.submit(run, p) for p in programs]):
                yield done.result()


@contextmanager
def _taken(copies: "Queue[Path]") -> Iterator[Path]:
    copy = copies.get()
    try:
        yield copy
    finally:
        copies.put(copy)


def _copy_repository(folder: Path) -> Path:
    """Copy what git knows or would know."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in listed.splitlines():
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def _try(program: str, copy: Path) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "docs._build.mutants", program],
        cwd=copy,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        raise SurvivorsError(done.stderr.strip().splitlines()[-1])
    found = json.loads(done.stdout.splitlines()[-1])
    return found["mutants"], found["alive"]


def main() -> int:
    """Try what changed, and tell which mutants live without a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", nargs="*", default=["snippets"], help="where to look"
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    programs = find_programs()
    rows = {name: row for name, row in load().items() if name in programs}
    changed = [
        name
        for name in find_changed(rows, programs)
        if any(Path(name).is_relative_to(f) for f in options.folders)
    ]
    random.shuffle(changed)  # so that the time left can be told
    tried = try_programs(changed, options.workers)
    for number, (name, mutants, alive) in enumerate(tried, start=1):
        known = rows[name]["alive"] if name in rows else {}
        rows[name] = Row(
            text=programs[name],
            mutants=mutants,
            alive={mutant: known.get(mutant, "") for mutant in alive},
        )
        lives = f"{len(alive)} of {mutants} live"
        print(f"{number} of {len(changed)} {name}: {lives}", flush=True)
        if not options.check:
            json_files.write(rows, DATA)
            write_measurement("mutants", describe(rows))
    figures = describe(rows)
    print(f"{figures['held']} of {figures['of']} mutants killed")
    unexplained = find_unexplained(rows)
    for line in unexplained:
        print(f"{line} lives: prove it, take it away, or say why in {DATA}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())

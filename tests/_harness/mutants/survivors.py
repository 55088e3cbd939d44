"""Keeps which mutants no test notices.

Tries all mutants of each program that has changed, or whose tests have, since
it was last tried, in copies of the repository; with `--again`, of all programs.
What it finds goes into the data as soon as a program is done, so it can be
ended and goes on where it was. Each mutant that lives needs a reason there;
`--check` writes nothing and ends with 1 if one has none.
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
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from typing import Any, TypedDict

from docs._ext.core.site import ROOT
from docs._ext.releases.data import hash_program
from tests._harness.mutants.make import find_claims, find_tests

DATA = ROOT / "docs/_ext/data/mutants.json"


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
    """The data cannot be used; says what to do."""


def load(path: Path = DATA) -> Rows:
    """Read the data.

    Args:
        path: Its file.

    Raises:
        SurvivorsError: It is not whole.
    """
    try:
        rows: Rows = json.loads(path.read_text())
    except json.JSONDecodeError as error:
        raise SurvivorsError(
            f"{path}:{error.lineno}: {error.msg}; bring it back from git"
        ) from error
    return rows


def write(data: object, path: Path) -> None:
    """Write data as JSON that people read and git compares."""
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n")


def find_programs() -> dict[str, str]:
    """Give the hash of every program and its tests, by its path."""
    programs = sorted((ROOT / "snippets").rglob("*.py"))
    return {str(p.relative_to(ROOT)): _hash(p) for p in programs}


def _hash(program: Path) -> str:
    tests = ROOT / find_tests(program.relative_to(ROOT))
    claims = find_claims(tests, program.stem)
    text = "\n".join([hash_program(program), *claims.values()])
    return hashlib.sha256(text.encode()).hexdigest()[:10]


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


def try_programs(
    programs: Sequence[str], workers: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Try the mutants of programs.

    Args:
        programs: Their paths from the root of the repository.
        workers: How many processes do it, each in a copy of the repository.

    Yields:
        A program, and how many `mutants` it has and which of them are `alive`,
        or the `error` for which they cannot be tried.
    """
    if not programs:
        return
    free: Queue[subprocess.Popen[str]] = Queue()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for number in range(workers):
            worker = _start_worker(_copy_repository(Path(folder) / str(number)))
            free.put(stack.enter_context(worker))

        def run(program: str) -> tuple[str, dict[str, Any]]:
            worker = free.get()
            try:
                return program, _ask(worker, program)
            finally:
                free.put(worker)

        with ThreadPoolExecutor(workers) as pool:
            for done in as_completed([pool.submit(run, p) for p in programs]):
                yield done.result()


def _start_worker(copy: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests._harness.mutants.make"],
        cwd=copy,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _ask(worker: "subprocess.Popen[str]", program: str) -> dict[str, Any]:
    assert worker.stdin
    assert worker.stdout
    print(program, file=worker.stdin, flush=True)
    answer: dict[str, Any] = json.loads(worker.stdout.readline())
    return answer


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


def main() -> int:
    """Try what changed, and tell which mutants live without a reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folders", nargs="*", default=["snippets"], help="where to look"
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--again", action="store_true", help="try all")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    programs = find_programs()
    rows = {name: row for name, row in load().items() if name in programs}
    changed = [
        name
        for name in find_changed({} if options.again else rows, programs)
        if any(Path(name).is_relative_to(f) for f in options.folders)
    ]
    random.shuffle(changed)  # so that the time left can be told
    results = try_programs(changed, options.workers)
    errors = []
    for number, (name, found) in enumerate(results, start=1):
        if "error" in found:
            errors.append(found["error"])
            print(f"{number} of {len(changed)} {found['error']}", flush=True)
            continue
        known = rows[name]["alive"] if name in rows else {}
        rows[name] = Row(
            text=programs[name],
            mutants=found["mutants"],
            alive={mutant: known.get(mutant, "") for mutant in found["alive"]},
        )
        lives = f"{len(found['alive'])} of {found['mutants']} live"
        print(f"{number} of {len(changed)} {name}: {lives}", flush=True)
        if not options.check:
            write(rows, DATA)
    tried = sum(row["mutants"] for row in rows.values())
    alive = sum(len(row["alive"]) for row in rows.values())
    print(f"{tried - alive} of {tried} mutants killed")
    unexplained = find_unexplained(rows)
    for line in unexplained:
        print(f"{line} lives: prove it, take it away, or say why in {DATA}")
    return 1 if unexplained or errors else 0


if __name__ == "__main__":
    sys.exit(main())

"""Tries mutants, and keeps those that no test notices.

Tries all mutants of each program that has changed, or whose tests have, since
it was last tried, in copies of the repository; with `--again`, of all programs.
What it finds is written as soon as a program is done, so it can be ended and
continues where it was. Each mutant that lives needs a reason in the data;
`--check` writes nothing and ends with 1 if one has none.
"""

import argparse
import hashlib
import json
import os
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

from docs._ext.core.site import ROOT, Site, current_site
from docs._ext.releases.data import DataError, hash_files
from tests._harness.mutants.claims import find_claims

DATA = "docs/_ext/data/mutants.json"


class Tried(TypedDict):
    """What became of the mutants of a program."""

    text: str  # the hash of the program and of its tests
    mutants: int  # how many there are
    alive: dict[str, str]  # those that no test notices, each with the reason


Rows = dict[str, Tried]


def load_rows(path: Path) -> Rows:
    """Read the data, or raise a DataError."""
    try:
        rows: Rows = json.loads(path.read_text())
    except json.JSONDecodeError as error:
        message = f"{path}:{error.lineno}: {error.msg}; bring it back from git"
        raise DataError(message) from error
    return rows


def save_rows(rows: Rows, path: Path) -> None:
    """Write the data so that git compares it line by line."""
    text = json.dumps(rows, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(f"{text}\n")


def hash_programs(site: Site) -> dict[str, str]:
    """Give the hash of every program and its claims, by its path."""
    return {program: _hash(site, program) for program in site.programs}


def _hash(site: Site, program: str) -> str:
    claims = find_claims(site, program).values()
    text = "\n".join([hash_files(site)[program], *claims])
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def find_unexplained(rows: Rows) -> list[str]:
    """List the mutants that live without a reason."""
    return [
        f"{program}:{mutant}"
        for program, row in sorted(rows.items())
        for mutant, reason in row["alive"].items()
        if not reason
    ]


def find_changed(rows: Rows, hashes: dict[str, str]) -> list[str]:
    """List the programs that were not tried as they are."""
    return [
        p for p, h in hashes.items() if p not in rows or rows[p]["text"] != h
    ]


def try_programs(
    programs: Sequence[str], workers: int
) -> Iterator[dict[str, Any]]:
    """Try the mutants of programs, each worker in a copy of the repository.

    Yields what `try_program` gives, or the `error` for which it cannot.
    """
    free: Queue[subprocess.Popen[str]] = Queue()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for number in range(min(workers, len(programs))):
            worker = _start_worker(Path(folder, str(number)))
            free.put(stack.enter_context(worker))
        with ThreadPoolExecutor(workers) as pool:
            answers = [pool.submit(_ask, free, each) for each in programs]
            for answer in as_completed(answers):
                yield answer.result()


def _ask(free: "Queue[subprocess.Popen[str]]", program: str) -> dict[str, Any]:
    worker = free.get()
    assert worker.stdin
    assert worker.stdout
    try:
        print(program, file=worker.stdin, flush=True)
        answer: dict[str, Any] = json.loads(worker.stdout.readline())
    finally:
        free.put(worker)
    return answer


def _start_worker(folder: Path) -> "subprocess.Popen[str]":
    """Start a worker in a copy of what git knows or would know."""
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
    return subprocess.Popen(
        [sys.executable, "-m", "tests._harness.mutants.worker"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def main(args: list[str]) -> int:
    """Try what changed, and report which mutants live without a reason."""
    options = _parse(args)
    hashes, data = hash_programs(current_site()), ROOT / DATA
    rows = {
        name: row for name, row in load_rows(data).items() if name in hashes
    }
    changed = [
        name
        for name in find_changed({} if options.again else rows, hashes)
        if any(Path(name).is_relative_to(f) for f in options.folders)
    ]
    print(f"{len(changed)} programs to try", flush=True)
    errors = []
    for found in try_programs(changed, options.workers):
        name, error = found["program"], found.get("error")
        if error:
            errors.append(error)
            print(error, flush=True)
            continue
        known = rows[name]["alive"] if name in rows else {}
        alive = {mutant: known.get(mutant, "") for mutant in found["alive"]}
        rows[name] = Tried(
            text=hashes[name], mutants=found["mutants"], alive=alive
        )
        print(f"{name}: {len(alive)} of {found['mutants']} live", flush=True)
        if not options.check:
            save_rows(rows, data)
    unexplained = find_unexplained(rows)
    for line in unexplained:
        print(f"{line} survives: prove it, remove it, or say why in {DATA}")
    return 1 if unexplained or errors else 0


def _parse(args: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("mutants", description=__doc__)
    parser.add_argument(
        "folders", nargs="*", default=["snippets"], help="where to look"
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--again", action="store_true", help="try all")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser.parse_args(args)

"""Merges what runs have measured into the data, and names what got worse."""

import argparse
import sys
from copy import deepcopy
from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    DataError,
    Measures,
    Row,
    hash_files,
    load,
    save,
)

RUNS_FOLDER = ".cache/measured"


def merge(
    site: Site, measures: Measures, run: Measures, *, accept: bool = False
) -> tuple[Measures, list[str]]:
    """Add a run to the data; give what a person has to look at, too.

    With `accept`, also what got worse or disagrees.
    """
    ((name, environment),) = run.environments.items()
    hashes = hash_files(site)
    known = measures.environments.get(name)
    same = known is not None and environment.extends(known)
    missing = [p for p in site.programs if p not in run.rows]
    if known and not same and missing:
        changes = ", ".join(known.list_changes(environment))
        return measures, [
            f"{name}: other packages than the data is of ({changes}), and "
            f"{len(missing)} programs not measured, such as {missing[0]}; "
            f"nothing was merged; measure all: {_command(f'measure {name}')}"
        ]
    new = deepcopy(measures)
    new.environments[name] = environment
    for path, row in list(new.rows.items()):
        if path not in hashes:
            del new.rows[path]
        elif not same and path not in run.rows:
            row.on.pop(name, None)
    problems = []
    for path, measured in run.rows.items():
        row = new.rows.get(path) or Row(measured.text)
        problem = _compare(row, measured, name, same=same)
        if hashes.get(path) != measured.text:
            problem = "changed after it was measured"
        elif not problem or accept:
            if row.text != measured.text:
                row = Row(measured.text)
            new.rows[path] = row
            row.on[name] = measured.on[name]
            continue
        problems.append(f"{name} ({environment.dagster}): {path} {problem}")
    return new, problems


def _compare(row: Row, measured: Row, name: str, *, same: bool) -> str:
    """Say what is wrong with a new measure, if anything is."""
    before, after = row.on.get(name), measured.on[name]
    if before is None or before.kind == after.kind:
        return ""
    if same and row.text == measured.text:
        return f"gave two things in two runs: {before}, and {after}"
    is_worse = before.ran and not after.ran
    return f"ran and no longer does: {after.line}" if is_worse else ""


def merge_files(files: list[Path], *, accept: bool, check: bool) -> int:
    """Merge what runs wrote; what a person has to look at makes it fail."""
    site = Site()
    problems: list[str] = []
    measures = load(site.root / DATA)
    for file in files:
        try:
            run = load(file)
            ((name, environment),) = run.environments.items()
        except (DataError, ValueError) as error:
            again = f"delete it and run {_command(f'measure {file.stem}')}"
            problems.append(f"{file}: not of a run ({error}); {again}")
            continue
        print(f"{name} ({environment.dagster}): {len(run.rows)} files")
        known = measures.environments.get(name, environment)
        for change in known.list_changes(environment):
            print(f"  other than the data is of: {change}")
        measures, worse = merge(site, measures, run, accept=accept)
        problems += worse
    if not check:
        save(measures, site.root / DATA)
        print(f"written: {DATA}")
    if turned := list_unknown_turns(measures):
        print(
            f"{len(turned)} programs turned in a release that is not known "
            f"yet; find it: {_command('bisect')}"
        )
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        remedy = f"if a change is meant: {_command('merge --accept')}"
        print(f"These rows stay as they were; {remedy}", file=sys.stderr)
    return 1 if problems else 0


def list_unknown_turns(measures: Measures) -> list[str]:
    """List the programs that turned between series, in an unknown release."""
    return [
        path
        for path, row in measures.programs.items()
        if path.endswith(".py")
        and not row.turns
        and len({row.on[s].ran for s in measures.series if s in row.on}) > 1
    ]


def _command(words: str) -> str:
    return f"uv run python -m tests._harness {words}"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of merging."""
    parser.add_argument(
        "--accept", action="store_true", help="take also what got worse"
    )
    parser.add_argument(
        "--check", action="store_true", help="say what is new, write nothing"
    )


def main(args: list[str]) -> int:
    """Merge what the last runs have measured."""
    parser = argparse.ArgumentParser(
        prog="merge",
        description="Merges once more what the last runs have measured.",
    )
    add_options(parser)
    chosen = parser.parse_args(args)
    folder = Site().root / RUNS_FOLDER
    files = sorted(folder.glob("*.json"))
    return merge_files(files, accept=chosen.accept, check=chosen.check)

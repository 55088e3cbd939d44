"""Merges what runs have measured, named by their folder.

A program that ran on a release and no longer does is named, with its error, and
its row stays as it was. So do the rows of two runs that disagree. `--accept`
takes the new measures all the same; `--check` writes nothing.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from docs._ext.core.site import ROOT
from docs._ext.releases.data import (
    DATA,
    DataError,
    Environment,
    Measures,
    Row,
    Rows,
    Verdict,
    hash_program,
    hash_proof,
    load,
    save,
)


@dataclass
class Run:
    """What one run measured.

    Args:
        name: The name of its environment, such as `1.9`.
        environment: What was installed there.
        snippets: The hash and the verdict of each program.
        claims: The hash and the verdict of each page's proof.
    """

    name: str
    environment: Environment
    snippets: dict[str, tuple[str, Verdict]] = field(default_factory=dict)
    claims: dict[str, tuple[str, Verdict]] = field(default_factory=dict)


def read_run(file: Path) -> Run:
    """Read what the plugin `recording` wrote.

    Args:
        file: Its file.

    Raises:
        DataError: The run did not end, or the file is not of a run.
    """
    again = "nothing of it was merged; run it again: uv run tox -e " + file.stem
    try:
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        first, *measured, last = lines
        environment = Environment(
            first["dagster"], first["python"], dict(first["packages"])
        )
        run = Run(first["environment"], environment)
        for line in measured:
            measure = (line["text"], Verdict.parse(line["verdict"]))
            if "snippet" in line:
                run.snippets[line["snippet"]] = measure
            else:
                run.claims[line["claims"]] = measure
    except (ValueError, KeyError, TypeError, DataError) as error:
        raise DataError(
            f"{file}: not the record of a whole run; {again}"
        ) from error
    if last.get("end") != len(lines) - 1:
        raise DataError(f"{file}: the run stopped half-way; {again}")
    return run


def merge(
    measures: Measures, run: Run, *, accept: bool = False
) -> tuple[Measures, list[str]]:
    """Add a run to the data.

    Args:
        measures: The data.
        run: What a run measured.
        accept: Whether to take also what got worse or disagrees.

    Returns:
        The new data, and what a person has to look at.
    """
    new = deepcopy(measures)
    known = new.environments.get(run.name)
    same = known == run.environment
    if not same:
        missing = [n for n in _programs() if n not in run.snippets]
        if missing and known:
            changes = ", ".join(known.name_changes(run.environment))
            return measures, [
                f"{run.name}: other packages than the data is of ({changes}), "
                f"and {len(missing)} programs not measured, such as "
                f"{missing[0]}; nothing was merged; run all: "
                f"uv run tox -e {run.name}"
            ]
    new.environments[run.name] = run.environment
    dagster = run.environment.dagster
    merging = _Merging(run.name, dagster, same=same, accept=accept)
    merging.merge(new.snippets, run.snippets, hash_program, "snippets")
    merging.merge(new.claims, run.claims, hash_proof, "tests")
    return new, merging.problems


def _programs() -> Iterator[str]:
    folder = ROOT / "snippets"
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix()


class _Merging:
    """Adds the rows of one run.

    Args:
        name: The environment.
        dagster: Its release.
        same: Whether the data is of the same environment.
        accept: Whether to take also what got worse or disagrees.
    """

    def __init__(
        self, name: str, dagster: str, *, same: bool, accept: bool
    ) -> None:
        self._name = name
        self._dagster = dagster
        self._same = same
        self._accept = accept
        self.problems: list[str] = []

    def merge(
        self,
        rows: Rows,
        measured: dict[str, tuple[str, Verdict]],
        hash_file: Callable[[Path], str],
        folder: str,
    ) -> None:
        """Add measures to rows.

        Args:
            rows: Of the data; they are changed.
            measured: The hash and the verdict of each file.
            hash_file: Gives the hash of the file as it stands.
            folder: Where the files stand.
        """
        for name, row in list(rows.items()):
            if not (ROOT / folder / name).exists():
                del rows[name]
            elif not self._same and name not in measured:
                row.on.pop(self._name, None)
        for name, (text, verdict) in measured.items():
            path = ROOT / folder / name
            if not path.exists() or hash_file(path) != text:
                self._say(f"{folder}/{name} changed after it was measured")
                continue
            row = rows.get(name, Row(text))
            problem = self._compare(row, text, verdict)
            if problem and not self._accept:
                self._say(f"{folder}/{name} {problem}")
                continue
            if row.text != text:
                row = Row(text)
            row.on[self._name] = verdict
            rows[name] = row

    def _compare(self, row: Row, text: str, verdict: Verdict) -> str:
        before = row.on.get(self._name)
        if before is None or before.kind == verdict.kind:
            return ""
        if self._same and row.text == text:
            return f"gave two things in two runs: {before}, and {verdict}"
        if before.ran and not verdict.ran:
            return f"ran and no longer does: {verdict.line}"
        return ""

    def _say(self, problem: str) -> None:
        self.problems.append(f"{self._name} ({self._dagster}): {problem}")


def main(arguments: list[str] | None = None) -> int:
    """Merge all runs of a folder.

    Args:
        arguments: Of the command line.
    """
    parser = argparse.ArgumentParser(prog="tests._harness.releases.merge")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args(arguments)
    problems = []
    try:
        measures = load()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for file in sorted(chosen.folder.glob("*.jsonl")):
        try:
            run = read_run(file)
        except DataError as error:
            problems.append(str(error))
            continue
        count = f"{len(run.snippets)} programs, {len(run.claims)} proofs"
        print(f"{run.name} ({run.environment.dagster}): {count}")
        known = measures.environments.get(run.name, run.environment)
        for change in known.name_changes(run.environment):
            print(f"  other than the data is of: {change}")
        measures, worse = merge(measures, run, accept=chosen.accept)
        problems += worse
    if not chosen.check:
        save(measures)
        print(f"written: {DATA.relative_to(ROOT)}")
        if turned := measures.without_turns:
            print(
                f"{len(turned)} programs turned in a release that is not known "
                "yet; find it: uv run python -m tests._harness.releases.turns"
            )
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(
            "These rows stay as they were. If a change is meant: "
            f"uv run python -m tests._harness.releases.merge "
            f"{chosen.folder} --accept",
            file=sys.stderr,
        )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Measures programs in the environment that it is run in.

It is also the pytest plugin that takes from each file what can be measured.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs._ext.core.includes import MARK
from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    FAILS,
    RUNS,
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
    hash_files,
    is_proof,
    load,
    save,
)
from tests._harness.plugin import DefinitionsLoad, Picture
from tests._harness.releases.environment import Packages

_OPTIONS = [
    "-q",
    "--disable-warnings",
    "--no-summary",
    "--continue-on-collection-errors",
    "--timeout=120",
    "-pno:randomly",
    "-pno:cacheprovider",
    "-ptests._harness.releases.record",
]
# What is a warning to a user of an old release does not stop them.
_LENIENT = "--pythonwarnings=default"
_LONGEST = 240
_FEW = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is made from programs; let mistakes that warn raise."""
    items[:] = [
        i for i in items if not isinstance(i, DefinitionsLoad | Picture)
    ]
    for item in items:
        error = item.path.with_suffix(".txt")
        if error.exists() and "Warning:" in error.read_text().partition(" ")[0]:
            item.add_marker(pytest.mark.filterwarnings("error"))


def record(
    site: Site,
    name: str,
    paths: list[str],
    file: Path,
    *,
    again: bool = False,
    strict: bool = False,
) -> None:
    """Measure what is not known, and write it together with what is.

    What an earlier run wrote is known, but `again` measures all. If `strict`,
    a warning is an error, as it is to the tests. If pytest cannot run,
    DataError is raised.
    """
    _collect(site, name, file)
    environment = describe_environment(site)
    texts = {path: hash_files(site)[path] for path in paths}
    run = Measures({name: environment})
    for known in [] if again else [load(site.root / DATA), load(file)]:
        former = known.environments.get(name)
        if former and environment.extends(former):
            run.rows |= _recall(known, name, texts)
    new = [path for path in paths if path not in run.rows]
    count = f"{len(new)} of {len(paths)} files to run"
    print(f"{name}: Dagster {environment.dagster}, {count}", flush=True)
    begun = Measures(run.environments, {p: Row(texts[p]) for p in new})
    save(begun, file.with_suffix(".begun"))
    save(run, file)
    try:
        if new:
            options = [] if strict else [_LENIENT]
            _run_pytest(site, new, file.with_suffix(".jsonl"), options)
    finally:
        _collect(site, name, file)


def _collect(site: Site, name: str, file: Path) -> None:
    """Add what a run has measured, be it that it was stopped."""
    begun, log = file.with_suffix(".begun"), file.with_suffix(".jsonl")
    run, texts = load(file), load(begun).rows
    for path, verdict in read_log(site, log):
        if path in texts:
            run.rows[path] = Row(texts[path].text, {name: verdict})
    if begun.exists():
        save(run, file)
        begun.unlink()
    log.unlink(missing_ok=True)


def _recall(
    known: Measures, name: str, texts: dict[str, str]
) -> dict[str, Row]:
    return {
        path: Row(row.text, {name: row.on[name]})
        for path, row in known.rows.items()
        if name in row.on and texts.get(path) == row.text
    }


def _run_pytest(
    site: Site, paths: list[str], log: Path, options: list[str]
) -> None:
    command = [sys.executable, "-m", "pytest", *_OPTIONS, *options]
    command += [f"--report-log={log}"]
    # The start of workers takes longer than a few programs.
    workers = (os.cpu_count() or 1) if len(paths) > _FEW else 0
    command += [f"--numprocesses={workers}", *paths]
    code = subprocess.run(command, cwd=site.root, check=False).returncode
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise DataError(f"pytest ended with {code}; see what it printed")


def read_log(site: Site, log: Path) -> Iterator[tuple[str, Verdict]]:
    """Judge each file by the reports of pytest-reportlog.

    Of a run that was interrupted, only programs that ran count: a proof has
    many tests, and what fails may do so for the interruption.
    """
    lines = log.read_text().splitlines(True) if log.exists() else []
    # The last may be a part of one.
    reports = [json.loads(line) for line in lines if line.endswith("\n")]
    known = hash_files(site)  # a worker that disagrees is reported as well
    has_ended = any(r["$report_type"] == "SessionFinish" for r in reports)
    by_file: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for report in reports:
        failed = report.get("outcome") == "failed"
        path = report.get("nodeid", "").partition("::")[0]
        if path in known and (failed or report.get("when") == "call"):
            by_file[path].append(report)
    for path, found in by_file.items():
        judge = _judge_proof if is_proof(path) else _judge_program
        verdict = judge(site, found)
        if has_ended or (verdict.kind == RUNS and not is_proof(path)):
            yield path, verdict


def _judge_program(site: Site, reports: list[dict[str, Any]]) -> Verdict:
    report = reports[0]
    properties = dict(report["user_properties"])
    verdict = Verdict.parse(properties.get("verdict", RUNS))
    if report["outcome"] == "failed" and verdict.kind == RUNS:
        return Verdict(FAILS, first_line(site, report))
    return Verdict(verdict.kind, _tidy(site, verdict.line))


def _judge_proof(site: Site, reports: list[dict[str, Any]]) -> Verdict:
    failed = [r for r in reports if r["outcome"] == "failed"]
    if not failed:
        return Verdict(RUNS)
    names = ", ".join(
        r["nodeid"].partition("::")[2] or "the import of the tests"
        for r in failed
    )
    count = f"{len(failed)} of {len(reports)} claims"
    return Verdict(FAILS, f"{count} ({names}): {first_line(site, failed[0])}")


def first_line(site: Site, report: dict[str, Any]) -> str:
    """Give the first line of the error of a report."""
    match report["longrepr"]:
        case {"reprcrash": {"message": message}}:
            return _tidy(site, message.partition("\n")[0])
        case text:  # of an import that failed
            lines = str(text).strip().split("\n")
            errors = [line[1:] for line in lines if line.startswith("E ")]
            return _tidy(site, [*errors, lines[-1]][0])


def _tidy(site: Site, line: str) -> str:
    """Leave out what differs from machine to machine, and long ends."""
    for folder in [sysconfig.get_path("purelib"), str(site.root)]:
        line = line.replace(f"{folder}/", "")
    line = line.removeprefix(MARK).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def describe_environment(site: Site) -> Environment:
    """Say which Dagster, which Python, and what programs can import."""
    installed: dict[tuple[str, str], str] = {}
    _follow(Requirement("dagster"), installed)
    for requirement in Packages(site).of_snippets:
        _follow(requirement, installed)
    python = ".".join(platform.python_version_tuple()[:2])
    packages = {name: v for (name, _), v in sorted(installed.items())}
    return Environment(version("dagster"), python, packages)


def _follow(
    requirement: Requirement, installed: dict[tuple[str, str], str]
) -> None:
    """Add what a requirement, or an extra of it, brought with it."""
    for extra in ["", *requirement.extras]:
        key = (canonicalize_name(requirement.name), extra)
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            continue
        if key in installed:
            continue
        installed[key] = found.version
        for line in found.requires or []:
            needed = Requirement(line)
            marker = needed.marker
            if marker is None or marker.evaluate({"extra": extra}):
                _follow(needed, installed)


def main(args: list[str]) -> int:
    """Measure; `measure.py` runs this beside each release."""
    parser = argparse.ArgumentParser(prog="record")
    parser.add_argument("name")
    parser.add_argument("file", type=Path)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("paths", nargs="*")
    chosen = vars(parser.parse_args(args))
    try:
        record(Site(), **chosen)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

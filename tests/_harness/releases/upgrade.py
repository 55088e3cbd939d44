"""Moves the site to the packages of a date, and reports what is left to do."""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    RUNS,
    DataError,
    Measures,
    current,
    hash_files,
    is_proof,
    load,
    save,
)
from tests._harness.releases.environment import (
    ENVIRONMENTS,
    SERIES,
    Packages,
    explain_set,
    find_reason,
)
from tests._harness.releases.measure import measure
from tests._harness.releases.merge import RUNS_FOLDER, merge
from tests._harness.releases.record import first_line
from tests._harness.releases.report import (
    NOTHING,
    compare_releases,
    find_differing,
    list_changes,
    list_differing,
    report_between,
    select,
    write_report,
)

FOLDER = ".cache/upgrade"
TRANSCRIPT = "docs/_ext/data/upgrade.txt"
_DATE = re.compile(r'(?<=^exclude-newer = ")[^"]*', re.MULTILINE)
_PYTHON = [sys.executable, "-m"]
_WORKERS = f"--numprocesses={os.cpu_count()}"
# What CI proves of the machinery, beside what it asks for in full.
_WINGS = "tests/_machinery/wings.txt"
_MOST_LINES = 20
_START = time.monotonic()
_steps: list[str] = []
Failures = list[str]


def upgrade(site: Site, date: str) -> str:
    """Move to the packages of a date, and give the report.

    Each step finds on disk what an interrupted run has done. A set that cannot
    be had, or not be tried, raises DataError.
    """
    folder = site.root / FOLDER
    _announce("install")
    begin = move(site, date)
    dagster = read_lock(site.root)["dagster"]
    about = [explain_set(site, dagster)]
    print(about[0], flush=True)
    series = dagster.rpartition(".")[0]
    if series != SERIES[-1]:
        raise DataError(
            f"{series} is a new series: add it to SERIES in tests/_harness/"
            "releases/environment.py, then run this again"
        )
    _announce("programs and proofs")
    former = load(folder / "before.json")
    here = measure_here(site, folder, series)
    before, after = select(former, series), select(here, series)
    where = here.environments[series]
    known = former.environments.get(series, where)
    moved = known.list_changes(where)
    if moved:
        about.append(f"Other packages for programs: {', '.join(moved)}.")
    sections = list_differing(find_differing(before, after))
    if known.dagster != dagster:
        _announce("what Dagster changed")
        changes, findings = compare_releases(site, known.dagster, dagster)
        sections = list_differing(find_differing(before, after), findings)
        sections |= list_changes(changes, findings)
        _run(site, "tests._harness", "compare")
    stayed = keep(site, here)
    for name in [e for e in ENVIRONMENTS if e != series]:
        _announce(f"Dagster {name}")
        file = site.root / RUNS_FOLDER / f"{name}.json"
        try:
            stayed += keep(site, measure(site, name, [*hash_files(site)], file))
        except DataError as error:
            stayed.append(f"- {error}; it was not measured")
    sections["Rows of the data that stay as they were"] = stayed
    _announce("pictures")
    uis = {each.packages.get("dagster-webserver") for each in (known, where)}
    drawn, sections["Pictures of the UI"] = redraw(site, ui=len(uis) > 1)
    if drawn:
        about.append(f"Drawn anew, to look at: {', '.join(drawn)}.")
    _announce("all other tests")
    ran = [path for path, verdict in after.items() if verdict.kind == RUNS]
    sections["Tests that fail"] = run_tests(site, folder, ran)
    _announce("types")
    sections["Types"] = run_tool(site, "mypy")
    _announce("the site")
    built = ["--strict", "--site-dir", str(folder / "site")]
    sections["The site"] = run_tool(site, "mkdocs", "build", *built)
    _announce("done")
    title = f"The packages of {date[:10]}, after those of {begin[:10]}"
    report = write_report(title, about, sections)
    command = f"$ uv run python -m tests._harness upgrade {date[:10]}"
    transcript = "\n".join([command, *_steps, "", report])
    (site.root / TRANSCRIPT).write_text(transcript)
    return report


def move(site: Site, date: str) -> str:
    """Install the packages of a date, write it down, and give the former.

    What the site has measured until then is kept for the report, and what is
    installed is replaced, only once there is a set of packages.
    """
    folder, project = site.root / FOLDER, site.root / "pyproject.toml"
    former = Packages(site).date
    lock = ["uv", "lock", "--upgrade", f"--exclude-newer={date}"]
    _run_quietly(site, *lock)
    if former != date:
        folder.mkdir(parents=True, exist_ok=True)
        save(load(site.root / DATA), folder / "before.json")
        (folder / "former.txt").write_text(former)
        new = folder / project.name
        new.write_text(_DATE.sub(date, project.read_text()))
        new.replace(project)
    _run_quietly(site, "uv", "sync", "--inexact", "--all-groups")
    begun = folder / "former.txt"
    return begun.read_text() if begun.exists() else former


def read_lock(root: Path) -> dict[str, str]:
    """Give the version of each package that is installed."""
    lock = tomllib.loads((root / "uv.lock").read_text())
    return {it["name"]: it.get("version", "") for it in lock["package"]}


def measure_here(site: Site, folder: Path, series: str) -> Measures:
    """Measure where the tests run, a warning being an error as to them.

    What does not run is run again: two runs must agree.
    """
    file, again = (folder / f"{name}.json" for name in ("here", "again"))
    command = ["tests._harness.releases.record", "--strict", series]
    _run(site, *command, str(file), *hash_files(site))
    run = load(file)
    if failed := [p for p, v in select(run, series).items() if v.kind != RUNS]:
        _run(site, *command, "--again", str(again), *failed)
        for path, row in load(again).rows.items():
            if row.on[series].kind == RUNS:
                print(f"{path} differs in one of two runs", file=sys.stderr)
            run.rows[path] = row
    return run


def keep(site: Site, run: Measures) -> Failures:
    """Merge what was measured into the data, and say what was not."""
    measures, problems = merge(site, load(site.root / DATA), run)
    save(measures, site.root / DATA)
    return [f"- {problem}" for problem in problems]


def redraw(site: Site, *, ui: bool) -> tuple[list[str], Failures]:
    """Draw pictures of programs and of the UI, and name those that changed."""
    files = {f: f.read_bytes() for f in site.root.glob("snippets/**/*.svg")}
    options = ["-q", "--no-summary", _WORKERS]
    _run(site, "pytest", *options, "--update-examples", *map(str, files))
    drawn = [f for f, former in files.items() if f.read_bytes() != former]
    failed = []
    if ui:
        from docs._ext.screenshots import FOLDER
        from tests._harness.ui.camera import compare_pictures, take_all
        from tests._harness.ui.dagster import UIError

        with TemporaryDirectory() as folder:
            try:
                for new in take_all(site, Path(folder)):
                    old = site.root / FOLDER / new.name
                    if compare_pictures(old, new, new.with_suffix(".png")):
                        drawn.append(Path(shutil.copy(new, old)))
            except UIError as error:
                failed = [f"- not taken: {error}"]
    names = [str(file.relative_to(site.root)) for file in drawn]
    return sorted(names), failed


def run_tests(site: Site, folder: Path, ran: list[str]) -> Failures:
    """Run the tests, but for what ran, unless that is known of these files."""
    log, known = folder / "tests.jsonl", folder / "tests.key"
    key = hash_all(site.root)
    if not (log.exists() and known.exists() and known.read_text() == key):
        log.unlink(missing_ok=True)
        spared = [f"--deselect={p}{'' if is_proof(p) else '::'}" for p in ran]
        wings = site.root / _WINGS
        named = [str(wings.with_name(w)) for w in wings.read_text().split()]
        options = ["-q", "--no-summary", _WORKERS, f"--report-log={log}"]
        _run(site, "pytest", *options, *spared, "tests", "snippets", *named)
        known.write_text(key)
    reports = [json.loads(line) for line in log.read_text().splitlines()]
    return [
        f"- `{report['nodeid']}`: {first_line(site, report)}"
        for report in reports
        if report.get("outcome") == "failed"
    ]


def hash_all(root: Path) -> str:
    """Hash all that the tests depend on but what was measured."""
    files = [root / "uv.lock", root / "pyproject.toml", root / "mkdocs.yml"]
    for name in ["docs", "snippets", "tests"]:
        files += [f for f in sorted((root / name).rglob("*")) if f.is_file()]
    digest = hashlib.sha256()
    for file in files:
        if not {"__pycache__", "data"} & {*file.parts}:
            digest.update(f"{file}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def run_tool(site: Site, *command: str) -> Failures:
    """Run a tool, and give the end of what it says if it fails."""
    done = subprocess.run(
        [*_PYTHON, *command],
        cwd=site.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = done.stdout.strip().splitlines()[-_MOST_LINES:]
    return [f"    {line}" for line in lines] if done.returncode else []


def _run(site: Site, *command: str) -> None:
    """Run a module; tests that fail do not stop the command."""
    fine = (0, 1) if command[0] == "pytest" else (0,)
    done = subprocess.run([*_PYTHON, *command], cwd=site.root, check=False)
    if done.returncode not in fine:
        raise DataError(f"{command[0]} ended with {done.returncode}; see above")


def _run_quietly(site: Site, *command: str) -> None:
    done = subprocess.run(
        command, cwd=site.root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DataError(find_reason(done.stderr))


def _announce(step: str) -> None:
    _steps.append(f"== {step} ({time.monotonic() - _START:.0f} s)")
    print(_steps[-1], flush=True)


def day(text: str) -> str:
    """Read a date as uv does."""
    date = datetime.fromisoformat(text)
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    if date > datetime.now(UTC):
        raise ValueError("not all packages of a day to come are published")
    return date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main(args: list[str]) -> int:
    """Upgrade: 0 if nothing is left to do, 1 if there is, 2 if not possible."""
    parser = argparse.ArgumentParser(
        prog="upgrade",
        description="Moves the site to the newest packages that install "
        "together: installs them, runs and measures everything, draws what "
        "changed, and reports what is left for a person. Interrupted, it goes "
        "on where it stopped. Ends with 0 if nothing is left, 1 if something "
        "is, 2 if there are no such packages.",
    )
    today = f"{datetime.now(UTC):%F}"
    parser.add_argument(
        "date", nargs="?", default=today, type=day, help="if not today"
    )
    parser.add_argument("--report", type=Path, help="a file for the report")
    parser.add_argument(
        "--between",
        nargs=2,
        metavar="SERIES",
        help="change nothing: report what the second of two measured series "
        "broke of what ran on the first",
    )
    chosen = parser.parse_args(args)
    site = Site()
    if chosen.between:
        report = report_between(site, current(site), *chosen.between)
    else:
        report = upgrade(site, chosen.date)
    if chosen.report:
        chosen.report.write_text(report)
    print(f"\n{report}", end="")
    return int(NOTHING not in report)

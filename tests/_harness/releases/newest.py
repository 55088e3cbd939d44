"""Tries a new Dagster before its users do, and reports what it breaks."""

import argparse
import sys
from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    FAILS,
    RUNS,
    DataError,
    Verdict,
    hash_files,
    is_proof,
    load,
)
from docs._ext.releases.table import is_mistake
from tests._harness.releases.calls import find_uses
from tests._harness.releases.changes import (
    Finding,
    compare,
    describe_findings,
    find_seen,
    read_surfaces,
)
from tests._harness.releases.environment import published
from tests._harness.releases.measure import measure
from tests._harness.releases.merge import RUNS_FOLDER

Verdicts = dict[str, Verdict]


def write_report(
    current: str, candidate: str, differing: Verdicts, findings: list[Finding]
) -> str:
    """Write what a person has to look at, as Markdown; nothing if that is all.

    Args:
        current: The release on which the tests of the site pass.
        candidate: The new one.
        differing: The programs and proofs that do not give there what they do
            on the current one.
        findings: What changed of what the programs use.
    """
    sections: dict[str, list[str]] = {}
    for path, verdict in differing.items():
        title = "Programs that give something else"
        if is_proof(path):
            title = "Pages with claims that no longer hold"
        elif verdict.kind == FAILS and not is_mistake(path):
            title = "Programs that no longer run"
        used = [f.change for f in findings if path in f.programs]
        sections.setdefault(title, []).extend(
            [
                f"- `{path}`: {verdict}",
                *(f"  - it uses `{change}`" for change in used),
            ]
        )
    seen = [f for f in findings if f.change.breaks or f.change.announces]
    if seen:
        sections["Changes of what the pages use"] = [*describe_findings(seen)]
    if not sections:
        return ""
    lines = [f"# Dagster {candidate}, after {current}"]
    for title, below in sections.items():
        lines += ["", f"## {title}", "", *below]
    return "\n".join(lines) + "\n"


def try_release(
    site: Site, candidate: str | None, *, claims: bool = True
) -> str:
    """Measure a release and report.

    Args:
        site: The files of the site.
        candidate: The release; the newest, with the newest packages, if none.
        claims: Whether to run the proofs of the pages too.

    Raises:
        DataError: The release does not exist or cannot be installed.
    """
    measures = load(site.root / DATA)
    if not measures.series:
        raise DataError("nothing is measured yet; see `measure`")
    current = measures.environments[measures.series[-1]].dagster
    newest = candidate is None
    release = candidate or published()[-1]
    file = site.root / RUNS_FOLDER / "newest" / f"{release}.json"

    def find_differing(paths: list[str]) -> Verdicts:
        run = measure(site, release, paths, file, again=True, newest=newest)
        verdicts = {path: row.on[release] for path, row in run.rows.items()}
        return {p: v for p, v in verdicts.items() if v.kind != RUNS}

    paths = [p for p in hash_files(site) if claims or not is_proof(p)]
    differing = find_differing(paths)
    if differing:  # two runs must agree
        again = find_differing(list(differing))
        for path in [p for p in differing if p not in again]:
            print(f"{path} differs in one of two runs", file=sys.stderr)
            del differing[path]
    old, new = read_surfaces(site, [current, release])
    uses = {path: find_uses(text) for path, text in site.programs.items()}
    findings = find_seen(list(compare(old, new)), [old, new], uses)
    return write_report(current, release, differing, findings)


def main(args: list[str]) -> int:
    """Try a release: 0 if there is nothing to do, 1 if there is, 2 if not."""
    parser = argparse.ArgumentParser(
        prog="newest",
        description="Measures everything on the newest Dagster with the newest "
        "packages, and reports what is not as on the current one. Ends with 0 "
        "if there is nothing to do, 1 with a report, 2 if it cannot be tried.",
    )
    parser.add_argument("--candidate", help="another release, such as 1.13.0")
    parser.add_argument(
        "--programs", action="store_true", help="no proofs of pages"
    )
    parser.add_argument("--report", type=Path, help="a file for the report")
    chosen = parser.parse_args(args)
    try:
        report = try_release(
            Site(), chosen.candidate, claims=not chosen.programs
        )
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.report:
        chosen.report.unlink(missing_ok=True)
    if chosen.report and report:
        chosen.report.write_text(report)
    print(report or "nothing to do")
    return 1 if report else 0

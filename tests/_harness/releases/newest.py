"""Tries a new Dagster before its users do.

Runs everything on the newest release, with the newest of all other packages,
and compares what each program did with what it did on the current release.
Writes a report if there is something to do, and only then; ends with 1 then.
`--current 1.12.22 --candidate 1.13.0` plays the past; what the data knows of a
release is not run again. `--programs` leaves out the proofs of the pages.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docs._ext.core.site import ROOT
from docs._ext.releases.data import (
    NO_ERROR,
    RUNS,
    DataError,
    Verdict,
    hash_program,
    load,
)
from tests._harness.releases.calls import find_uses
from tests._harness.releases.changes import (
    Finding,
    compare,
    concerns,
    describe,
    find_touched,
    page_of,
    read_surfaces,
)
from tests._harness.releases.environment import forget, measure, published
from tests._harness.releases.merge import Run
from tests._harness.releases.surface import Surface

# What is worth a person's time even if every program still runs.
_ANNOUNCED = ("deprecated", "superseded", "hidden")


@dataclass
class Difference:
    """A program that does something else on the new release.

    Args:
        snippet: Its path under `snippets/`.
        before: What it did on the current release.
        after: What it does on the new one.
        behind: The changes that it sees.
    """

    snippet: str
    before: Verdict
    after: Verdict
    behind: list[Finding] = field(default_factory=list)

    @property
    def broke(self) -> bool:
        """Whether the program worked before, and no longer does."""
        return self._worked(self.before) and not self._worked(self.after)

    def _worked(self, verdict: Verdict) -> bool:
        if self.error:
            return verdict.line == NO_ERROR
        return verdict.ran

    @property
    def error(self) -> str:
        """The first line of the error that a mistake is to raise."""
        path = ROOT / "snippets" / self.snippet
        written = path.with_suffix(".txt")
        if not path.name.startswith("mistake_") or not written.exists():
            return ""
        return written.read_text().partition("\n")[0]

    def tell(self, verdict: Verdict) -> str:
        """Say what the program did.

        Args:
            verdict: What was measured.
        """
        if self.error and verdict.kind == RUNS:
            return f"raises: {self.error}"
        return verdict.line if verdict.line == NO_ERROR else str(verdict)


def find_differences(
    before: dict[str, Verdict], after: dict[str, Verdict]
) -> list[Difference]:
    """List the programs that do something else.

    Args:
        before: What each did on the current release.
        after: What each does on the new one.
    """
    both = [
        Difference(name, before[name], after[name])
        for name in sorted(before.keys() & after.keys())
    ]
    return [d for d in both if d.before.kind != d.after.kind or d.broke]


def explain(
    differences: list[Difference],
    findings: list[Finding],
    surfaces: list[Surface],
) -> None:
    """Put the changes behind each difference.

    Args:
        differences: They are changed.
        findings: What changed between the releases.
        surfaces: The two releases.
    """
    for difference in differences:
        path = ROOT / "snippets" / difference.snippet
        uses = find_uses(path)
        touched = uses.touch(*surfaces)
        difference.behind = [
            Finding(finding.change)
            for finding in findings
            if concerns(finding.change, uses, touched)
        ]


def write_report(
    current: str,
    candidate: str,
    differences: list[Difference],
    claims: dict[str, str],
    findings: list[Finding],
) -> str:
    """Write what a person has to look at, as Markdown.

    Args:
        current: The release of the site.
        candidate: The new one.
        differences: The programs that do something else.
        claims: The proofs that fail now, with the first error.
        findings: What changed of what the pages show.

    Returns:
        The report; nothing if there is nothing to do.
    """
    announced = [f for f in findings if _is_worth_a_look(f)]
    if not differences and not claims and not announced:
        return ""
    broken = [d for d in differences if d.broke]
    others = [d for d in differences if d not in broken]
    lines = [f"# Dagster {candidate}, after {current}", ""]
    lines += _section(
        f"{len(broken)} programs worked and no longer do",
        (line for d in broken for line in _describe(d)),
    )
    lines += _section(
        f"{len(others)} programs do something else",
        (line for d in others for line in _describe(d)),
    )
    lines += _section(
        f"{len(claims)} pages say what is no longer so",
        (f"- `tests/{test}`: {line}" for test, line in claims.items()),
    )
    lines += _section(
        f"{len(announced)} changes of what the pages use", describe(announced)
    )
    return "\n".join(lines) + "\n"


def _is_worth_a_look(finding: Finding) -> bool:
    change = finding.change
    return change.breaks or any(word in change.text for word in _ANNOUNCED)


def _section(title: str, lines: Iterator[str]) -> list[str]:
    return [] if title.startswith("0 ") else [f"## {title}", "", *lines, ""]


def _describe(difference: Difference) -> Iterator[str]:
    snippet = difference.snippet
    yield f"- `snippets/{snippet}`, on {page_of(snippet)}"
    yield f"  - before: {difference.tell(difference.before)}"
    yield f"  - now: {difference.tell(difference.after)}"
    for finding in difference.behind:
        yield f"  - behind it: `{finding.change}`"
    if not difference.behind:
        yield "  - behind it: no change of a name or a parameter that it uses"


Verdicts = dict[str, Verdict]


def _recall(release: str) -> tuple[Verdicts, Verdicts] | None:
    """What the data says of a release, if it knows all programs."""
    measures = load()
    folder = ROOT / "snippets"
    rows = measures.snippets
    programs = sorted(folder.rglob("*.py"))
    paths = {p.relative_to(folder).as_posix(): p for p in programs}
    for name in measures.series:
        if measures.environments[name].dagster == release and all(
            file in rows
            and name in rows[file].on
            and rows[file].text == hash_program(path)
            for file, path in paths.items()
        ):
            claims = measures.claims.items()
            return (
                {file: rows[file].on[name] for file in paths},
                {test: row.on[name] for test, row in claims if name in row.on},
            )
    return None


def _verdicts(run: Run) -> tuple[Verdicts, Verdicts]:
    return (
        {n: verdict for n, (_, verdict) in run.snippets.items()},
        {n: verdict for n, (_, verdict) in run.claims.items()},
    )


def _confirm(
    candidate: str, differences: list[Difference], *, newest: bool
) -> tuple[list[Difference], list[str]]:
    """Run what differs once more, alone; two runs must agree."""
    names = [d.snippet for d in differences if d.snippet.endswith(".py")]
    if not names:
        return differences, []
    again, _ = _verdicts(measure(candidate, names, newest=newest))
    agreed, disagreed = [], []
    for difference in differences:
        second = again.get(difference.snippet, difference.after)
        if second.kind == difference.after.kind:
            agreed.append(difference)
        else:
            disagreed.append(
                f"two runs of {difference.snippet} on {candidate} disagree: "
                f"{difference.after}, and {second}; not in the report"
            )
    return agreed, disagreed


def main(arguments: list[str] | None = None) -> int:
    """Try a release.

    Args:
        arguments: Of the command line.
    """
    parser = argparse.ArgumentParser(prog="tests._harness.releases.newest")
    parser.add_argument("--current", help="as of the data")
    parser.add_argument("--candidate", help="the newest published")
    parser.add_argument("--programs", action="store_true")
    parser.add_argument("--report", type=Path, help="a file for the report")
    chosen = parser.parse_args(arguments)
    try:
        report = try_release(
            chosen.current, chosen.candidate, claims=not chosen.programs
        )
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.report:
        chosen.report.unlink(missing_ok=True)
    if not report:
        print("nothing to do")
        return 0
    if chosen.report:
        chosen.report.write_text(report)
    print(report)
    return 1


def try_release(
    current: str | None, candidate: str | None, *, claims: bool = True
) -> str:
    """Run everything on a release and report.

    Args:
        current: The release of the site; as of the data if not given.
        candidate: The release to try; the newest if not given.
        claims: Whether to run the proofs of the pages too.

    Returns:
        The report; nothing if there is nothing to do.

    Raises:
        DataError: A release does not exist or cannot be installed.
    """
    newest = candidate is None
    if current is None:
        measures = load()
        if not measures.series:
            raise DataError("nothing is measured yet; run: uv run tox p")
        current = measures.environments[measures.series[-1]].dagster
    candidate = candidate or published()[-1]
    surfaces = read_surfaces([current, candidate])
    before, claims_before = _recall(current) or _verdicts(
        measure(current, claims=claims)
    )
    recalled = None if newest else _recall(candidate)
    if newest:
        forget(candidate)
    after, claims_after = recalled or _verdicts(
        measure(candidate, newest=newest, claims=claims)
    )
    differences = find_differences(before, after)
    disagreed: list[str] = []
    if not recalled:
        differences, disagreed = _confirm(candidate, differences, newest=newest)
    for line in disagreed:
        print(line, file=sys.stderr)
    failing = {
        test: verdict.line
        for test, verdict in claims_after.items()
        if not verdict.ran
        and (test not in claims_before or claims_before[test].ran)
    }
    old, new = surfaces
    findings = find_touched(compare(old, new), surfaces)
    explain(differences, findings, surfaces)
    return write_report(current, candidate, differences, failing, findings)


if __name__ == "__main__":
    sys.exit(main())

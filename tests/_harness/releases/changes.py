"""Compares releases as users see them.

Prints what changed of what the snippets use, with the pages that show it.
`--all` prints the rest too. With more than two releases it compares each with
the next one, and remembers names that left. Without any it takes those of the
matrix and writes the data of the page *What changed*.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from docs._ext.core.site import ROOT
from docs._ext.releases.data import DataError, load
from tests._harness.releases.calls import Call, Uses, find_uses
from tests._harness.releases.surface import (
    Entry,
    Parameter,
    Surface,
    read_surface,
)

CHANGES = ROOT / "docs/_ext/data/changes.json"

# Below this share of common members, two classes are not the same one moved.
_ALIKE = 0.3
_BREAKING = frozenset(
    {"another", "gone", "ignored", "moved", "renamed", "required"}
)
_IGNORED = "is still accepted, but nothing reads it any more"
_STAGES = {
    "beta": "is in beta",
    "deprecated": "is deprecated",
    "experimental": "is experimental",
    "preview": "is in preview",
    "superseded": "is superseded",
}


@dataclass(frozen=True, order=True)
class Change:
    """A difference between two releases.

    Args:
        name: The public name, or `Class.member`.
        parameter: The parameter, if it is about one.
        kind: `gone`, `new`, `another`, `renamed`, `moved`, `required`,
            `default`, `hidden`, `ignored` or `lifecycle`.
        text: What changed, to read behind the name.
        position: The former place of the parameter, or -1.
    """

    name: str
    parameter: str
    kind: str
    text: str
    position: int = -1

    @property
    def breaks(self) -> bool:
        """Whether a program that uses it must change."""
        return self.kind in _BREAKING

    def __str__(self) -> str:
        subject = f"dg.{self.name}"
        if self.parameter:
            subject += f"({self.parameter}=)"
        return f"{subject} {self.text}"


def compare(
    old: Surface, new: Surface, earlier: Sequence[Surface] = ()
) -> list[Change]:
    """List all that changed between two releases.

    Args:
        old: The older one.
        new: The newer one.
        earlier: Still older ones, to know a name that comes back.
    """
    changes: list[Change] = []
    for name in sorted(old.names.keys() | new.names.keys()):
        before, after = old.names.get(name), new.names.get(name)
        if before and after:
            changes += _compare_entries(name, before, after)
        elif after:
            changes.append(
                Change(name, "", "new", _welcome(name, after, earlier))
            )
        else:
            words = new.farewells.get(name)
            text = "is gone" + (f" (Dagster says: {words})" if words else "")
            changes.append(Change(name, "", "gone", text))
    return changes


def _welcome(name: str, entry: Entry, earlier: Sequence[Surface]) -> str:
    for surface in reversed(earlier):
        former = surface.names.get(name)
        if former and not _is_same(former, entry):
            return f"is back, as another class than in {surface.release}"
        if former:
            return f"is back as it was in {surface.release}"
    return "is new"


def _is_same(before: Entry, after: Entry) -> bool:
    """Whether two objects of a name are one, be it in another place."""
    if before.path == after.path or before.kind != "class":
        return before.kind == after.kind
    mine = before.members.keys() | before.parameters.keys()
    theirs = after.members.keys() | after.parameters.keys()
    if not mine | theirs:
        return before.path.rpartition(".")[2] == after.path.rpartition(".")[2]
    return len(mine & theirs) / len(mine | theirs) >= _ALIKE


def _compare_entries(
    name: str, before: Entry, after: Entry
) -> Iterator[Change]:
    if before.kind != after.kind:
        now = f"is a {after.kind} now, no longer a {before.kind}"
        yield Change(name, "", "another", now.replace("a a", "an a"))
        return
    if not _is_same(before, after):
        now = f"{after.kind} ({before.path}, now {after.path})"
        yield Change(name, "", "another", f"is another {now}")
        return
    for text in _stages(before.lifecycle, after.lifecycle):
        yield Change(name, "", "lifecycle", text)
    if before.known and after.known:
        yield from _compare_parameters(name, before, after)
    for member in sorted(before.members.keys() | after.members.keys()):
        full = f"{name}.{member}"
        mine, theirs = before.members.get(member), after.members.get(member)
        if mine and theirs:
            yield from _compare_entries(full, mine, theirs)
        elif theirs:
            yield Change(full, "", "new", "is new")
        else:
            yield Change(full, "", "gone", "is gone")


def _stages(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for stage, goes in after.items():
        if stage not in before:
            yield f"{_STAGES[stage]} now{_announce(goes)}"
        elif goes != before[stage]:
            yield f"{_STAGES[stage]}, and its removal moved{_announce(goes)}"
    for stage in before:
        if stage not in after:
            yield f"{_STAGES[stage]} no longer"


def _announce(release: str) -> str:
    return f", to be removed in {release}" if release else ""


def _compare_parameters(
    name: str, before: Entry, after: Entry
) -> Iterator[Change]:
    mine, theirs = before.parameters, after.parameters
    added = [p for n, p in theirs.items() if n not in mine]
    for parameter in mine.values():
        now = theirs.get(parameter.name)
        place = _place(parameter)
        if now is None:
            other = _find_renamed(parameter, added)
            kind, text = "gone", "is gone"
            if after.swallows:
                kind, text = "ignored", _IGNORED
            if other:
                added.remove(other)
                hidden = ", which the signature hides" if other.hidden else ""
                kind, text = "renamed", f"is called {other.name} now{hidden}"
            yield Change(name, parameter.name, kind, text, place)
        else:
            for kind, text in _explain_change(parameter, now):
                if kind == "new":
                    place = _place(now)
                yield Change(name, parameter.name, kind, text, place)
    for parameter in added:
        required = parameter.default is None and not parameter.hidden
        kind, text = "new", "is new"
        if required:
            kind, text = "required", "is new and required"
        yield Change(name, parameter.name, kind, text, _place(parameter))


def _place(parameter: Parameter) -> int:
    return -1 if parameter.position is None else parameter.position


def _find_renamed(
    parameter: Parameter, added: list[Parameter]
) -> Parameter | None:
    for other in added:
        alike = parameter.name in other.name or other.name in parameter.name
        same_place = -1 < _place(parameter) == _place(other)
        if alike or (same_place and len(added) == 1):
            return other
    return None


def _explain_change(
    before: Parameter, after: Parameter
) -> Iterator[tuple[str, str]]:
    if after.hidden and not before.hidden:
        goes = _announce(after.lifecycle.get("deprecated", ""))
        yield "hidden", f"is hidden: still accepted, not in the signature{goes}"
    elif after.hidden == before.hidden:
        if before.default is not None and after.default is None:
            yield "required", "is required now"
        elif after.default != before.default:
            yield (
                "default",
                f"has the default {after.default}, no longer {before.default}",
            )
        if before.position is not None and after.position != before.position:
            where = "by keyword only"
            if after.position is not None:
                where = f"at place {after.position + 1}"
                where += f", no longer {before.position + 1}"
            yield "moved", f"is taken {where}"
        elif before.position is None and after.position is not None:
            yield "new", "is taken by position too"
        for text in _stages(before.lifecycle, after.lifecycle):
            yield "lifecycle", text
    if before.read and not after.read:
        yield "ignored", _IGNORED


@dataclass
class Finding:
    """A change with the programs that it touches.

    Args:
        change: What changed.
        snippets: The programs, by path under `snippets/`.
    """

    change: Change
    snippets: list[str] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        """The pages that show the programs."""
        return sorted({page_of(snippet) for snippet in self.snippets})


def page_of(snippet: str) -> str:
    """Give the page that shows a program.

    Args:
        snippet: Its path under `snippets/`.
    """
    return f"docs/{snippet.rpartition('/')[0]}.md"


def find_touched(
    changes: list[Change],
    surfaces: Sequence[Surface],
    programs: dict[str, Uses] | None = None,
) -> list[Finding]:
    """Cut changes down to what the programs use.

    Args:
        changes: All changes.
        surfaces: The releases that they are between.
        programs: What each program uses; of all snippets if not given.
    """
    programs = all_uses() if programs is None else programs
    findings = {change: Finding(change) for change in changes}
    for name, uses in programs.items():
        touched = uses.touch(*surfaces)
        for change in changes:
            if concerns(change, uses, touched):
                findings[change].snippets.append(name)
    return [finding for finding in findings.values() if finding.snippets]


def all_uses() -> dict[str, Uses]:
    """Read what each program of the site uses."""
    folder = ROOT / "snippets"
    paths = sorted(folder.rglob("*.py"))
    return {p.relative_to(folder).as_posix(): find_uses(p) for p in paths}


def concerns(change: Change, uses: Uses, touched: set[str]) -> bool:
    """Tell whether a program sees a change.

    Args:
        change: What changed.
        uses: What the program uses.
        touched: The classes that it has to do with.
    """
    owner, _, member = change.name.partition(".")
    if member:
        if owner not in touched or member not in uses.attributes:
            return False
    elif owner not in uses.names:
        return False
    if not change.parameter:
        return True
    calls = uses.calls.get(member or owner, set())
    return any(_meets(call, change) for call in calls)


def _meets(call: Call, change: Change) -> bool:
    passed = (
        change.parameter in call.keywords
        or 0 <= change.position < call.positional
    )
    if change.kind in ("required", "default"):
        return not passed and not call.open
    if change.kind == "moved" or "position" in change.text:
        return 0 <= change.position < call.positional
    return passed


def read_surfaces(releases: Sequence[str]) -> list[Surface]:
    """Read several releases at once.

    Args:
        releases: The releases.

    Raises:
        DataError: One of them does not exist or cannot be fetched.
    """
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(read_surface, releases))


def describe(findings: list[Finding]) -> Iterator[str]:
    """Give findings as lines of Markdown.

    Args:
        findings: Changes with the programs that they touch.
    """
    for finding in sorted(
        findings, key=lambda f: (not f.change.breaks, f.change)
    ):
        sign = "**breaks**: " if finding.change.breaks else ""
        yield f"- {sign}`{finding.change}`"
        if finding.snippets:
            yield f"  on {', '.join(finding.pages)}"


def write_changes(surfaces: Sequence[Surface], file: Path = CHANGES) -> None:
    """Write what each release changed of what the pages show.

    Args:
        surfaces: The releases, oldest first.
        file: Where to.
    """
    steps = {}
    for old, new, findings in _steps(surfaces, everything=False):
        series = ".".join(new.release.split(".")[:2])
        steps[series] = {
            "between": [old.release, new.release],
            "changes": [
                {
                    "what": str(finding.change),
                    "breaks": finding.change.breaks,
                    "pages": finding.pages,
                }
                for finding in findings
            ],
        }
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(steps, indent=1) + "\n")
    unfinished.replace(file)


def _steps(
    surfaces: Sequence[Surface], *, everything: bool
) -> Iterator[tuple[Surface, Surface, list[Finding]]]:
    for index in range(1, len(surfaces)):
        old, new = surfaces[index - 1 : index + 1]
        changes = compare(old, new, surfaces[: index - 1])
        findings = find_touched(changes, [old, new])
        if everything:
            findings = [Finding(change) for change in changes]
        yield (
            old,
            new,
            sorted(findings, key=lambda f: (not f.change.breaks, f.change)),
        )


def main(arguments: list[str] | None = None) -> int:
    """Compare releases and print what changed.

    Args:
        arguments: Of the command line.
    """
    parser = argparse.ArgumentParser(prog="tests._harness.releases.changes")
    parser.add_argument("releases", nargs="*", metavar="RELEASE")
    parser.add_argument(
        "--all", action="store_true", help="also what no snippet uses"
    )
    chosen = parser.parse_args(arguments)
    try:
        measured = load()
        releases = chosen.releases or [
            measured.environments[series].dagster for series in measured.series
        ]
        surfaces = read_surfaces(releases)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    if not chosen.releases:
        write_changes(surfaces)
        print(f"written: {CHANGES.relative_to(ROOT)}")
        return 0
    for old, new, findings in _steps(surfaces, everything=chosen.all):
        print(f"## {old.release} to {new.release}\n")
        print("\n".join(describe(findings)) or "Nothing that the pages show.")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())

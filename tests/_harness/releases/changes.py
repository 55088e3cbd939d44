"""Compares releases as users see them."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, DataError, load
from docs._ext.releases.table import CHANGES
from tests._harness.releases.calls import Call, Uses, find_uses
from tests._harness.releases.environment import run_beside
from tests._harness.releases.surface import (
    Entry,
    Parameter,
    Surface,
    load_surface,
)

# Below this share of common members, two classes are not the same one moved.
_ALIKE = 0.3
_BREAKING = {"another", "gone", "ignored", "moved", "renamed", "required"}
_ANNOUNCING = {"announced", "hidden"}
_GOING = {"deprecated", "superseded"}
_IGNORED = "is still accepted, but nothing reads it any more"
_KINDS = {
    "attribute": "an attribute",
    "class": "a class",
    "function": "a function",
}
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
        kind: `gone`, `new`, `another`, `renamed`, `moved`, `positional`,
            `required`, `default`, `hidden`, `ignored`, `announced` (that it
            will go) or `lifecycle`.
        text: What changed, to read after the name.
        position: The place of the parameter before, or now if it is new; or -1.
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

    @property
    def announces(self) -> bool:
        """Whether a program that uses it will have to change."""
        return self.kind in _ANNOUNCING

    def __str__(self) -> str:
        parameter = f"({self.parameter}=)" if self.parameter else ""
        return f"dg.{self.name}{parameter} {self.text}"

    def concerns(self, uses: Uses, related: set[str]) -> bool:
        """Tell whether a program sees the change.

        Args:
            uses: What the program uses.
            related: The classes that it has to do with.
        """
        owner, _, member = self.name.partition(".")
        if member:
            if owner not in related or member not in uses.attributes:
                return False
        elif owner not in uses.names:
            return False
        calls = uses.calls.get(member or owner, set())
        return not self.parameter or any(map(self._is_in, calls))

    def _is_in(self, call: Call) -> bool:
        by_position = 0 <= self.position < call.positional
        passed = by_position or self.parameter in call.keywords
        if self.kind in ("required", "default"):
            return not passed and not call.open
        return by_position if self.kind in ("moved", "positional") else passed


def compare(
    old: Surface, new: Surface, earlier: Sequence[Surface] = ()
) -> Iterator[Change]:
    """List all that changed between two releases.

    Args:
        old: The older one.
        new: The newer one.
        earlier: Still older ones, to know a name that comes back.
    """
    for name in sorted(old.names.keys() | new.names.keys()):
        before, after = old.names.get(name), new.names.get(name)
        if before and after:
            yield from _compare_entries(name, before, after)
        elif after:
            yield Change(name, "", "new", _describe_new(name, after, earlier))
        else:
            message = new.messages.get(name)
            text = "is gone" + (
                f" (Dagster says: {message})" if message else ""
            )
            yield Change(name, "", "gone", text)


def _describe_new(name: str, entry: Entry, earlier: Sequence[Surface]) -> str:
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
    old = before.members.keys() | before.parameters.keys()
    new = after.members.keys() | after.parameters.keys()
    if not old | new:
        return before.path.rpartition(".")[2] == after.path.rpartition(".")[2]
    return len(old & new) / len(old | new) >= _ALIKE


def _compare_entries(
    name: str, before: Entry, after: Entry
) -> Iterator[Change]:
    if before.kind != after.kind:
        text = f"is {_KINDS[after.kind]} now, no longer {_KINDS[before.kind]}"
        yield Change(name, "", "another", text)
        return
    if not _is_same(before, after):
        text = f"is another class ({before.path}, now {after.path})"
        yield Change(name, "", "another", text)
        return
    for kind, text in _compare_stages(before.lifecycle, after.lifecycle):
        yield Change(name, "", kind, text)
    if before.known and after.known:
        yield from _compare_parameters(name, before, after)
    for member in sorted(before.members.keys() | after.members.keys()):
        path = f"{name}.{member}"
        old, new = before.members.get(member), after.members.get(member)
        if old and new:
            yield from _compare_entries(path, old, new)
        else:
            kind = "new" if new else "gone"
            yield Change(path, "", kind, f"is {kind}")


def _compare_stages(
    before: dict[str, str], after: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for stage, goes in after.items():
        kind = "announced" if stage in _GOING else "lifecycle"
        if stage not in before:
            yield kind, f"{_STAGES[stage]} now{_announce(goes)}"
        elif goes != before[stage]:
            moved = f", and its removal moved{_announce(goes)}"
            yield kind, f"{_STAGES[stage]}{moved}"
    for stage in before:
        if stage not in after:
            yield "lifecycle", f"{_STAGES[stage]} no longer"


def _announce(release: str) -> str:
    return f", to be removed in {release}" if release else ""


def _compare_parameters(
    name: str, before: Entry, after: Entry
) -> Iterator[Change]:
    old, new = before.parameters, after.parameters
    added = {n: p for n, p in new.items() if n not in old}
    for parameter, was in old.items():
        place = _place(was)
        if now := new.get(parameter):
            for kind, text in _compare_parameter(was, now):
                taken = _place(now) if kind == "positional" else place
                yield Change(name, parameter, kind, text, taken)
        elif other := _find_renamed(was, added):
            hides = ", which the signature hides" if added[other].hidden else ""
            text = f"is called {other} now{hides}"
            yield Change(name, parameter, "renamed", text, place)
            del added[other]
        elif after.swallows:
            yield Change(name, parameter, "ignored", _IGNORED, place)
        else:
            yield Change(name, parameter, "gone", "is gone", place)
    for parameter, now in added.items():
        kind, text = "new", "is new"
        if now.default is None and not now.hidden:
            kind, text = "required", "is new and required"
        yield Change(name, parameter, kind, text, _place(now))


def _place(parameter: Parameter) -> int:
    return -1 if parameter.position is None else parameter.position


def _find_renamed(was: Parameter, added: dict[str, Parameter]) -> str | None:
    """The one new parameter of the same place, or else of the same type."""
    same_place = [
        n
        for n, p in added.items()
        if p.position == was.position is not None and p.default == was.default
    ]
    same_type = [
        n for n, p in added.items() if p.annotation == was.annotation != ""
    ]
    for found in (same_place, same_type):
        if len(found) == 1:
            return found[0]
    return None


def _compare_parameter(
    was: Parameter, now: Parameter
) -> Iterator[tuple[str, str]]:
    if now.hidden and not was.hidden:
        goes = _announce(now.lifecycle.get("deprecated", ""))
        yield "hidden", f"is hidden: still accepted, not in the signature{goes}"
    elif now.hidden == was.hidden:
        if was.default is not None and now.default is None:
            yield "required", "is required now"
        elif now.default != was.default:
            text = f"has the default {now.default}, no longer {was.default}"
            yield "default", text
        if was.position is None and now.position is not None:
            yield "positional", "is taken by position too"
        elif was.position is not None and now.position is None:
            yield "moved", "is taken by keyword only"
        elif was.position is not None and now.position != was.position:
            place = f"{now.position + 1}, no longer {was.position + 1}"
            yield "moved", f"is taken at place {place}"
        yield from _compare_stages(was.lifecycle, now.lifecycle)
    if was.read and not now.read:
        yield "ignored", _IGNORED


@dataclass(frozen=True)
class Finding:
    """A change with the programs that see it.

    Args:
        change: What changed.
        programs: Their paths from the root.
    """

    change: Change
    programs: tuple[str, ...] = ()

    @property
    def pages(self) -> list[str]:
        """The pages that show the programs."""
        return sorted({page_of_program(path) for path in self.programs})


def page_of_program(path: str) -> str:
    """Give the page that shows a program."""
    return f"docs/{path.removeprefix('snippets/').rpartition('/')[0]}.md"


def find_seen(
    changes: list[Change], surfaces: Sequence[Surface], uses: dict[str, Uses]
) -> list[Finding]:
    """Cut changes down to what programs see, those that break first.

    Args:
        changes: All changes.
        surfaces: The releases that they are between.
        uses: What each program uses, by its path.
    """
    related = {path: each.relate(*surfaces) for path, each in uses.items()}
    findings = []
    for change in sorted(changes, key=lambda c: (not c.breaks, c)):
        seen = [p for p in uses if change.concerns(uses[p], related[p])]
        if seen:
            findings.append(Finding(change, tuple(seen)))
    return findings


def read_surfaces(site: Site, releases: Sequence[str]) -> list[Surface]:
    """Look at releases, the oldest first, each in its own environment.

    Raises:
        DataError: One of them does not exist or cannot be installed.
    """
    surfaces: list[Surface] = []
    script = ["-m", "tests._harness.releases.surface"]
    with TemporaryDirectory() as folder:
        for release in releases:
            file = Path(folder) / f"{release}.json"
            names = {name for surface in surfaces for name in surface.names}
            run_beside(
                site, release, *script, str(file), *names, packages=False
            )
            surfaces.append(load_surface(file))
    return surfaces


def describe_findings(findings: list[Finding]) -> Iterator[str]:
    """Give findings as lines of Markdown."""
    for finding in findings:
        sign = "**breaks**: " if finding.change.breaks else ""
        yield f"- {sign}`{finding.change}`"
        if finding.programs:
            yield f"  on {', '.join(finding.pages)}"


def main(args: list[str]) -> int:
    """Compare releases and print what changed."""
    parser = argparse.ArgumentParser(
        prog="compare",
        description="Compares releases as users see them: prints what changed "
        "of what the programs use, with the pages that show it.",
    )
    parser.add_argument(
        "releases",
        nargs="*",
        metavar="RELEASE",
        help="each is compared with the next; without any, those that were "
        f"measured are, and {CHANGES} is written",
    )
    parser.add_argument(
        "--all", action="store_true", help="also what no program uses"
    )
    chosen = parser.parse_args(args)
    site = Site()
    try:
        measures = load(site.root / DATA)
        exact = [measures.environments[s].dagster for s in measures.series]
        surfaces = read_surfaces(site, chosen.releases or exact)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    uses = {path: find_uses(text) for path, text in site.programs.items()}
    steps = {}
    for index, (old, new) in enumerate(pairwise(surfaces)):
        changes = list(compare(old, new, surfaces[:index]))
        findings = find_seen(changes, [old, new], uses)
        steps[".".join(new.release.split(".")[:2])] = {
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
        if chosen.all:
            findings = [Finding(change) for change in changes]
        lines = "\n".join(describe_findings(findings))
        print(f"## {old.release} to {new.release}\n\n{lines or 'Nothing.'}\n")
    if not chosen.releases:
        file = site.root / CHANGES
        file.write_text(json.dumps(steps, indent=1) + "\n")
        print(f"written: {CHANGES}")
    return 0

"""Compares releases as users see them."""

import argparse
import hashlib
import json
import os
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, load
from docs._ext.releases.table import CHANGES
from tests._harness.releases import surface
from tests._harness.releases.calls import Call, Uses, read_uses
from tests._harness.releases.environment import SERIES, run_beside
from tests._harness.releases.surface import Surface, Symbol, owner_of

SURFACES = ".cache/surfaces"
# What is compared with the release of Dagster that it was published with.
LIBRARIES = [
    "dagster-aws",
    "dagster-duckdb",
    "dagster-duckdb-pandas",
    "dagster-duckdb-polars",
]
# Below this share of common members, two classes are not the same one moved.
_ALIKE = 0.3
_BREAKING = {"another", "gone", "ignored", "moved", "required"}
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
    """A difference between two releases."""

    name: str  # the public name, or `Class.member`
    parameter: str  # the parameter, if it is about one
    kind: str  # what decides; `announced` is that it will go
    text: str  # what changed, to read after the name
    position: int = -1  # of the parameter before, or now if it is new
    instead: str = ""  # what Dagster says to those who use it
    is_public: bool = True  # exported, or marked as public by Dagster

    @property
    def what(self) -> str:
        """What changed, as a program writes it."""
        name = self.name if ":" in self.name else f"dg.{self.name}"
        parameter = f"({self.parameter}=)" if self.parameter else ""
        return f"{name.replace(':', '.')}{parameter}"

    @property
    def breaks(self) -> bool:
        """Whether a program that uses it must change."""
        return self.kind in _BREAKING

    @property
    def announces(self) -> bool:
        """Whether a program that uses it will have to change."""
        return self.kind in _ANNOUNCING

    def __str__(self) -> str:
        return f"{self.what} {self.text}"

    def concerns(self, uses: Uses, related: set[str]) -> bool:
        """Tell whether a program that uses these sees the change.

        It has to do with the related classes.
        """
        owner = owner_of(self.name) or self.name
        member = self.name.removeprefix(owner)[1:]
        if member:
            if owner not in related or member not in uses.attributes:
                return False
        elif owner not in uses.names:
            return False
        called = member or owner.rpartition(":")[2]
        calls = uses.calls.get(called, set())
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

    The earlier ones tell a name that comes back.
    """
    settled: set[str] = set()  # of these, the parts say nothing more
    for symbol in sorted(old.symbols.keys() | new.symbols.keys()):
        name, _, parameter = symbol.removesuffix(")").partition("(")
        owner = owner_of(symbol)
        before, after = old.symbols.get(symbol), new.symbols.get(symbol)
        if owner in settled:
            settled.add(symbol)
            continue
        found = [*_compare_symbol(symbol, owner, [*earlier, old], new)]
        places = [s.position for s in (before, after) if s and s.position >= 0]
        for kind, text in found:
            if kind in ("gone", "new", "another"):
                settled.add(symbol)
            place = [*places, -1][0]
            advice = after.advice if after and kind in _ANNOUNCING else ""
            owner_now = new.symbols.get(name) or old.symbols[name]
            is_public = owner_now.documented and parameter[:1] != "_"
            yield Change(name, parameter, kind, text, place, advice, is_public)


def _compare_symbol(
    name: str, owner: str, old: Sequence[Surface], new: Surface
) -> Iterator[tuple[str, str]]:
    """Give kinds and texts of changes since the last of some releases."""
    before, after = old[-1].symbols.get(name), new.symbols.get(name)
    if before and after:
        if not _is_same(name, old[-1], new):
            yield "another", _describe_other(before, after)
        else:
            yield from _compare_uses(before, after)
    elif before:
        message = new.messages.get(name)
        said = f" (Dagster says: {message})" if message else ""
        is_taken = owner in new.symbols and new.symbols[owner].swallows
        yield ("ignored", _IGNORED) if is_taken else ("gone", f"is gone{said}")
    elif after and after.kind == "parameter" and after.default is None:
        yield "required", "is new and required"
    else:
        former = [s for s in old if name in s.symbols and not owner]
        text = "is new"
        if former and _is_same(name, former[-1], new):
            text = f"is back as it was in {former[-1].release}"
        elif former:
            text = f"is back, as another class than in {former[-1].release}"
        yield "new", text


def _describe_other(before: Symbol, after: Symbol) -> str:
    if before.kind == after.kind:
        return f"is another class ({before.path}, now {after.path})"
    return f"is {_KINDS[after.kind]} now, no longer {_KINDS[before.kind]}"


def _compare_uses(before: Symbol, after: Symbol) -> Iterator[tuple[str, str]]:
    if after.hidden and not before.hidden:
        goes = _announce(after.stages.get("deprecated", ""))
        yield "hidden", f"is hidden: still accepted, not in the signature{goes}"
    elif before.hidden == after.hidden:
        if before.default is not None and after.default is None:
            yield "required", "is required now"
        elif after.default != before.default:
            default = f"{after.default}, no longer {before.default}"
            yield "default", f"has the default {default}"
        if before.position < 0 <= after.position:
            yield "positional", "is taken by position too"
        elif after.position < 0 <= before.position:
            yield "moved", "is taken by keyword only"
        elif after.position != before.position:
            place = f"{after.position + 1}, no longer {before.position + 1}"
            yield "moved", f"is taken at place {place}"
        yield from _compare_stages(before.stages, after.stages)
    if before.read and not after.read:
        yield "ignored", _IGNORED


def _is_same(name: str, old: Surface, new: Surface) -> bool:
    """Whether what has a name in two releases is one, be it moved."""
    before, after = old.symbols[name], new.symbols[name]
    if before.kind != "class" or before.path == after.path:
        return before.kind == after.kind
    all_parts = old.parts[name] | new.parts[name]
    if not all_parts:
        return before.path.rpartition(".")[2] == after.path.rpartition(".")[2]
    return len(old.parts[name] & new.parts[name]) / len(all_parts) >= _ALIKE


def _compare_stages(
    before: dict[str, str], after: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for stage, goes in after.items():
        kind = "announced" if stage in _GOING else "lifecycle"
        if stage not in before:
            yield kind, f"{_STAGES[stage]} now{_announce(goes)}"
        elif goes != before[stage]:
            moved = (
                f"{goes or 'no release'}, no longer {before[stage] or 'none'}"
            )
            yield kind, f"{_STAGES[stage]}, to be removed in {moved}"
    for stage in before.keys() - after.keys():
        yield "lifecycle", f"{_STAGES[stage]} no longer"


def _announce(release: str) -> str:
    return f", to be removed in {release}" if release else ""


@dataclass(frozen=True)
class Finding:
    """A change with the paths of the programs that see it."""

    change: Change
    programs: tuple[str, ...] = ()

    @property
    def pages(self) -> list[str]:
        """The pages that show the programs."""
        folders = {path.rpartition("/")[0] for path in self.programs}
        return sorted(f"docs{f.removeprefix('snippets')}.md" for f in folders)

    def to_data(self) -> dict[str, object]:
        """Give it as the page *What changed* reads it."""
        change = self.change
        data = {"what": str(change), "breaks": change.breaks}
        return {**data, "pages": self.pages}


def find_seen(
    changes: list[Change], surfaces: Sequence[Surface], uses: dict[str, Uses]
) -> list[Finding]:
    """Cut changes down to what programs see, those that break first."""
    related = {path: each.relate(*surfaces) for path, each in uses.items()}
    findings = []
    for change in sorted(changes, key=lambda c: (not c.breaks, c)):
        seen = [p for p in uses if change.concerns(uses[p], related[p])]
        if seen:
            findings.append(Finding(change, tuple(seen)))
    return findings


def read_surfaces(site: Site, releases: Sequence[str]) -> list[Surface]:
    """Look at releases, each in its own environment, or remember them.

    They are Dagster's, or another library's: `metaxy==0.1.10`. One that cannot
    be installed raises DataError.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return [*pool.map(partial(_read_surface, site), releases)]


def _read_surface(site: Site, release: str) -> Surface:
    code = Path(surface.__file__).read_bytes()
    known = f"{release}-{hashlib.sha256(code).hexdigest()[:10]}.pickle"
    file = site.root / SURFACES / known
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        other, _, _ = release.rpartition("==")
        beside = SERIES[-1] if other else release
        installed = [release] if other else LIBRARIES
        script = f"import sys; from {surface.__name__} import write_surface; "
        script += "write_surface(*sys.argv[1:])"
        with TemporaryDirectory(dir=file.parent) as folder:
            new = Path(folder) / known
            command = ["-c", script, str(new), other or surface.DAGSTER]
            run_beside(
                site, beside, *command, packages=False, besides=installed
            )
            new.rename(file)
    read: Surface = pickle.loads(file.read_bytes())
    return read


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
    measures = load(site.root / DATA)
    exact = [measures.environments[s].dagster for s in measures.series]
    surfaces = read_surfaces(site, chosen.releases or exact)
    uses = {path: read_uses(text) for path, text in site.programs.items()}
    steps = {}
    for index, (old, new) in enumerate(pairwise(surfaces)):
        changes = list(compare(old, new, surfaces[:index]))
        findings = find_seen(changes, [old, new], uses)
        series = ".".join(new.release.split(".")[:2])
        between = [old.release, new.release]
        listed = [finding.to_data() for finding in findings]
        steps[series] = {"between": between, "changes": listed}
        if chosen.all:
            findings = [Finding(change) for change in changes]
        lines = "\n".join(describe_findings(findings))
        print(f"## {' to '.join(between)}\n\n{lines or 'Nothing.'}\n")
    if not chosen.releases:
        file = site.root / CHANGES
        file.write_text(json.dumps(steps, indent=1) + "\n")
        print(f"written: {CHANGES}")
    return 0

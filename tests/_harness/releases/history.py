"""Keeps what each release since 1.9 changed, and since when there is what."""

import argparse
import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, load, order
from docs._ext.releases.history import CHANGED, NAMES
from tests._harness.releases.changes import compare, read_surfaces
from tests._harness.releases.environment import published
from tests._harness.releases.surface import Surface, Symbol, owner_of

Data = dict[str, Any]


def list_steps(surfaces: Sequence[Surface]) -> Data:
    """Give what each release changed of the public surface, oldest first."""
    return {
        new.release: {
            "after": old.release,
            "changes": [
                {"what": c.what, "kind": c.kind, "text": c.text}
                | ({"breaks": True} if c.breaks else {})
                | ({"instead": c.instead} if c.instead else {})
                for c in sorted(compare(old, new, surfaces[:place]))
                if c.is_public
            ],
        }
        for place, (old, new) in enumerate(pairwise(surfaces))
    }


def list_names(surfaces: Sequence[Surface]) -> Data:
    """Give since when, and until when, there is each name and its keywords."""
    names: Data = {}
    symbols = {name for surface in surfaces for name in surface.symbols}
    for symbol in sorted(symbols):
        on = {s.release: s.symbols.get(symbol) for s in surfaces}
        newest = next(s for s in reversed(on.values()) if s)
        if newest.kind != "parameter" and newest.documented:
            names[symbol] = _describe(on)
    for symbol in sorted(symbols):
        owner = owner_of(symbol)
        if symbol.endswith(")") and owner in names:
            on = {s.release: s.symbols.get(symbol) for s in surfaces}
            keyword = symbol.removeprefix(owner)[1:-1]
            names[owner].setdefault("keywords", {})[keyword] = _describe(on)
    return {_dotted(name): each for name, each in names.items()}


def _describe(on: dict[str, Symbol | None]) -> Data:
    releases = [*on]
    there = [release for release in releases if on[release]]
    found: Data = {"since": _since(there, releases)}
    if there[-1] != releases[-1]:
        found["until"] = there[-1]
    newest = on[there[-1]]
    assert newest
    for stage, goes in newest.stages.items():
        marked = [
            r for r in there if (known := on[r]) and stage in known.stages
        ]
        removal = {"removal": goes} if goes else {}
        found[stage] = {"since": _since(marked, releases), **removal}
    if newest.hidden:
        hidden = [r for r in there if (known := on[r]) and known.hidden]
        found["hidden"] = {"since": _since(hidden, releases)}
    return found


def _since(some: list[str], releases: list[str]) -> str:
    """The first of the last unbroken run of releases."""
    first = releases.index(some[-1])
    while first and releases[first - 1] in some:
        first -= 1
    return releases[first]


def _dotted(name: str) -> str:
    return name.replace(":", ".") if ":" in name else f"dagster.{name}"


def _list_releases(site: Site) -> list[str]:
    """The published ones, up to the one that the site is measured on."""
    measured = load(site.root / DATA).environments.values()
    last = max((each.dagster for each in measured), key=order)
    return [r for r in published() if order(r) <= order(last)]


def main(args: list[str]) -> int:
    """Read all releases that were published, and write what they changed."""
    parser = argparse.ArgumentParser(
        prog="history",
        description="Compares each published release since 1.9 with the next, "
        f"and writes {CHANGED} and {NAMES}. What was read once is remembered.",
    )
    parser.add_argument(
        "releases", nargs="*", metavar="RELEASE", help="these only"
    )
    chosen = parser.parse_args(args)
    site = Site()
    releases = chosen.releases or _list_releases(site)
    surfaces = read_surfaces(site, sorted(releases, key=order))
    found = {CHANGED: list_steps(surfaces), NAMES: list_names(surfaces)}
    for path, data in found.items():
        (site.root / path).write_text(json.dumps(data, indent=0) + "\n")
        print(f"written: {path}")
    return 0

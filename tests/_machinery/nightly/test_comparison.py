"""The comparison of releases agrees with what Python says in each of them.

CI compares the newest two series: `-k 1.13`.
"""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, load
from tests._harness.releases.changes import LIBRARIES, compare, read_surfaces
from tests._harness.releases.environment import run_beside
from tests._harness.releases.surface import Surface, Symbol, owner_of
from tests._machinery.nightly import reality

Facts = dict[str, str]

SITE = Site()
MEASURES = load(SITE.root / DATA)
NEWEST = [MEASURES.environments[s].dagster for s in MEASURES.series]
MOST = 0.01


def read_facts(surface: Surface) -> Facts:
    """Say of a surface what `reality.py` says of the objects."""
    return {name: _describe(s) for name, s in surface.symbols.items()}


def _describe(symbol: Symbol) -> str:
    if symbol.hidden:
        return "hidden"
    if symbol.kind != "parameter":
        stages = sorted(symbol.stages) if symbol.warns else []
        return f"warns: {' '.join(stages)}"
    place = "by keyword" if symbol.position < 0 else symbol.position
    return f"{'required' if symbol.default is None else 'optional'} {place}"


def ask_python(release: str, surfaces: list[Surface], folder: Path) -> Facts:
    keywords: dict[str, list[str]] = {}
    for symbols in [surface.symbols for surface in surfaces]:
        for name in [n for n in symbols if n.endswith(")")]:
            known = keywords.setdefault(owner_of(name), [])
            known.append(symbols[name].path)
    asked, file = folder / "asked.json", folder / f"{release}.json"
    asked.write_text(json.dumps(keywords))
    command = ["-m", reality.__name__, str(file), str(asked)]
    run_beside(SITE, release, *command, packages=False, besides=LIBRARIES)
    facts: Facts = json.loads(file.read_text())
    return facts


def keep_comparable(seen: Facts, real: Facts) -> tuple[Facts, Facts]:
    """Leave out what no call can tell, such as of what it cannot make."""
    unknown = find_unknown(real)
    known = real.keys() - unknown
    calls = {name for name in known if not name.endswith(")")}
    called = real.keys() - {n for n in real if real[n] == reality.NO_CALL}
    of_calls = {n for n in seen if n.endswith(")") and owner_of(n) in called}
    return (
        {n: f for n, f in seen.items() if n in (calls | of_calls) - unknown},
        {n: f for n, f in real.items() if n in known and f != "no"},
    )


def find_unknown(real: Facts) -> set[str]:
    untold = (reality.UNKNOWN, reality.NO_CALL)
    return {name for name, fact in real.items() if fact in untold}


def find_wrong(one: Facts, other: Facts) -> tuple[list[str], float]:
    names = one.keys() | other.keys()
    wrong = [
        f"{name}: {one.get(name)}, really {other.get(name)}"
        for name in sorted(names)
        if one.get(name) != other.get(name)
    ]
    return wrong, len(wrong) / max(len(names), 1)


def find_changed(old: Facts, new: Facts, unknown: set[str]) -> Facts:
    return {
        name: f"{old.get(name)} -> {new.get(name)}"
        for name in (old.keys() | new.keys()) - unknown
        if old.get(name) != new.get(name)
    }


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("old", "new"), [*pairwise(NEWEST)])
def test_what_changed_is_what_python_says(
    old: str, new: str, tmp_path: Path
) -> None:
    surfaces = read_surfaces(SITE, [old, new])
    pairs = []
    unknown: set[str] = set()
    for surface in surfaces:
        real = ask_python(surface.release, surfaces, tmp_path)
        unknown |= find_unknown(real)
        seen, real = keep_comparable(read_facts(surface), real)
        assert len(real) > 5000
        wrong, share = find_wrong(seen, real)
        print(f"{surface.release}: {len(wrong)} of {len(real)} facts differ")
        assert share <= MOST, "\n".join(wrong)
        pairs.append((seen, real))
    (seen_before, before), (seen_after, after) = pairs
    changed = find_changed(before, after, unknown)
    seen_changed = find_changed(seen_before, seen_after, unknown)
    wrong, share = find_wrong(seen_changed, changed)
    print(f"{old} to {new}: {len(wrong)} of {len(changed)} changes differ")
    assert share <= MOST, "\n".join(wrong)
    named = {
        f"{change.name}({change.parameter})".removesuffix("()")
        for change in compare(surfaces[0], surfaces[1])
    }
    missed = [
        name
        for name in changed
        if name not in named and not _is_told(name, named)
    ]
    assert len(missed) <= MOST * len(changed), "\n".join(missed)


def _is_told(name: str, named: set[str]) -> bool:
    """Whether the change of a part goes without saying: all of it changed."""
    owner = owner_of(name)
    return bool(owner) and (owner in named or _is_told(owner, named))

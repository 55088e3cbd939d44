"""Keeps what the programs leave to Dagster's defaults.

A program that does not name `raise_on_error` relies on what it is by default,
and may run on, unchanged, when a release turns it.
"""

from collections.abc import Iterable
from pathlib import Path

from docs._build.api_changes import find_changes, read_switches
from docs._build.releases import ROOT

DATA = ROOT / "docs/releases/defaults.json"

Defaults = dict[str, dict[str, bool]]


def find_defaults(programs: Iterable[Path]) -> Defaults:
    """Give the parameters, true or false by default, that calls leave out.

    Args:
        programs: The programs that call.

    Returns:
        For each name under `dg`, the parameters with their defaults.
    """
    found: Defaults = {}
    for program in programs:
        for change in find_changes(program):
            if change.kind == "default turned":
                default = read_switches(change.name)[change.keyword]
                found.setdefault(change.name, {})[change.keyword] = default
    return found


def find_turned(program: Path, written: Defaults) -> list[str]:
    """List the defaults that a program relies on and that are others now.

    Args:
        program: The program.
        written: The defaults as they were.
    """
    place = program.relative_to(ROOT)
    return [
        f"{place}:1: {name}({keyword}) is {default} by default and was "
        f"{not default}; see that its page still holds, then write it down "
        "with `uv run pytest tests/test_defaults.py --update-examples`"
        for name, keywords in find_defaults([program]).items()
        for keyword, default in keywords.items()
        if written.get(name, {}).get(keyword) is not default
    ]

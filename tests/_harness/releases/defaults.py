"""Keeps what the programs leave to Dagster's defaults.

A program that does not name `raise_on_error` relies on what it is by default,
and may run on, unchanged, when a release turns it.
"""

import ast
import functools
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import dagster as dg

from docs._ext.core.site import ROOT

DATA = ROOT / "docs/_ext/data/defaults.json"

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
        for name, keyword, default in _left_out(program):
            found.setdefault(name, {})[keyword] = default
    return found


def _left_out(program: Path) -> Iterator[tuple[str, str, bool]]:
    for node in ast.walk(ast.parse(program.read_text())):
        if isinstance(node, ast.Call) and (name := _dagster_name(node.func)):
            used = {keyword.arg for keyword in node.keywords}
            if None not in used:  # `**options` may hold any.
                switches = read_switches(name)
                for keyword in switches.keys() - used:
                    yield name, keyword, switches[keyword]


def _dagster_name(node: ast.AST) -> str:
    """The dotted name under `dg` that an expression is, or nothing."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    is_dagster = isinstance(node, ast.Name) and node.id == "dg"
    return ".".join(parts) if is_dagster else ""


def read_switches(name: str) -> dict[str, bool]:
    """Give the parameters of a name under `dg` that are true or false."""
    try:
        target = functools.reduce(getattr, name.split("."), dg)
        parameters = inspect.signature(target).parameters  # type: ignore[arg-type]
    except (AttributeError, TypeError, ValueError):
        return {}
    return {
        p.name: p.default
        for p in parameters.values()
        if isinstance(p.default, bool)
    }


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

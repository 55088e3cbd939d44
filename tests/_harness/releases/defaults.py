"""Keeps what the programs leave to Dagster's defaults.

A program that does not name `raise_on_error` relies on what it is by default,
and may run on, unchanged, when a release turns it.
"""

import ast
import functools
import inspect
from collections.abc import Iterable, Iterator

import dagster as dg

from docs._ext.core.site import Site

DATA = "docs/_ext/data/defaults.json"

Defaults = dict[str, dict[str, bool]]


def find_defaults(programs: Iterable[str]) -> Defaults:
    """Give the parameters, true or false by default, that calls leave out.

    They are, with their defaults, by the name under `dg` that is called.
    """
    found: Defaults = {}
    for program in programs:
        for node in ast.walk(ast.parse(program)):
            if isinstance(node, ast.Call) and (name := _name(node.func)):
                for keyword, default in _left_out(node, name):
                    found.setdefault(name, {})[keyword] = default
    return found


def _left_out(call: ast.Call, name: str) -> Iterator[tuple[str, bool]]:
    used = {keyword.arg for keyword in call.keywords}
    if None in used:  # `**options` may hold any.
        return
    try:
        target = functools.reduce(getattr, name.split("."), dg)
        parameters = inspect.signature(target).parameters  # type: ignore[arg-type]
    except (AttributeError, TypeError, ValueError):
        return
    for keyword, parameter in parameters.items():
        if isinstance(parameter.default, bool) and keyword not in used:
            yield keyword, parameter.default


def _name(node: ast.expr) -> str:
    """The dotted name under `dg` that an expression is, or nothing."""
    root, _, name = ast.unparse(node).partition(".")
    is_name = all(part.isidentifier() for part in name.split("."))
    return name if root == "dg" and is_name else ""


def find_turned(site: Site, written: Defaults) -> list[str]:
    """List the defaults that programs rely on and that are others now."""
    return [
        f"{path}:1: {name}({keyword}) is {default} by default and was "
        f"{not default}; see that its page still holds, then write it down "
        "with `uv run pytest tests/_machinery/releases/test_defaults.py "
        "--update-examples`"
        for path, text in site.programs.items()
        for name, keywords in find_defaults([text]).items()
        for keyword, default in keywords.items()
        if written.get(name, {}).get(keyword) is not default
    ]

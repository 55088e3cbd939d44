"""What belongs into the reference, and on which of its pages it is."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from inspect import getmro, isclass, signature
from operator import attrgetter
from pathlib import Path
from typing import Any

# Dagster's marks are known to it alone; no public object or document has them.
import dagster._annotations as _annotations

from docs._ext.core.site import Site, per_site

is_public = _annotations.is_public

FOLDER = "docs/reference"
TYPES = f"{FOLDER}/types.md"
"""The page of type aliases, which Dagster does not export."""
METAXY = "metaxy.ext.dagster"
_STATES = {
    "preview": "May have breaking changes in patch releases, and is not "
    "considered ready for production use.",
    "beta": "May have breaking changes in minor releases, and changes of "
    "behavior in patch releases.",
    "superseded": "Its use is discouraged.",
    "deprecated": "Will be removed in {info.breaking_version}.",
}
_ENTRY = re.compile(r"^::: (?P<identifier>[\w.]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A name in the reference."""

    identifier: str  # its dotted path, which is its anchor: `dagster.asset`
    page: str  # the page, from the root of the repository
    line: int  # the line on it, counted from 1

    @property
    def name(self) -> str:
        """The last part of the identifier."""
        return self.identifier.rpartition(".")[2]


@cache
def exported_names() -> dict[str, str]:
    """Map each public name, sorted, to why it is not current, or to nothing.

    A public name is one that `dagster/__init__.py` re-exports as itself, or
    that is in the `__all__` of Metaxy's part for Dagster.
    """
    names = {f"dagster.{n}" for n in _reexports("dagster")}
    names |= {f"{METAXY}.{n}" for n in importlib.import_module(METAXY).__all__}
    return {name: _why_not(load_object(name)) for name in sorted(names)}


def current_names() -> list[str]:
    """The public names that are neither deprecated nor superseded."""
    return [name for name, why_not in exported_names().items() if not why_not]


def load_object(identifier: str) -> object:
    """Give the object that an identifier names, or raise AttributeError."""
    package, _, path = identifier.partition(".")
    if identifier.startswith(METAXY):
        package, path = METAXY, identifier.removeprefix(METAXY)[1:]
    module = importlib.import_module(package)
    return attrgetter(path)(module) if path else module


def _reexports(package: str) -> set[str]:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return {
        alias.name
        for node in ast.walk(ast.parse(Path(spec.origin).read_text()))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith(package)
        for alias in node.names
        if alias.name == alias.asname and not alias.name.startswith("_")
    }


def read_marks(target: object) -> dict[str, str]:
    """Map each state that Dagster gives an object to what it means.

    A class has none of the states of its bases, an instance none of its class.
    """
    found = {}
    bases = getmro(target)[1:] if isclass(target) else (type(target),)
    for state, meaning in _STATES.items():
        is_marked = getattr(_annotations, f"is_{state}")
        get_info = getattr(_annotations, f"get_{state}_info")
        inherited = [id(get_info(base)) for base in bases if is_marked(base)]
        if is_marked(target) and id(get_info(target)) not in inherited:
            found[state] = _describe(meaning, get_info(target))
    return found


def read_parameter_marks(target: object) -> dict[str, tuple[str, str]]:
    """Map each parameter that has a state to that and to what it means."""
    found = {}
    for state in ("beta", "deprecated"):
        if callable(target) and getattr(_annotations, f"has_{state}_params")(
            target
        ):
            infos = getattr(_annotations, f"get_{state}_params")(target)
            # A class adds what it marks to the parameters of its base.
            for name in signature(target).parameters:
                if name in infos:
                    found[name] = state, _describe(_STATES[state], infos[name])
    return found


def _describe(meaning: str, info: Any) -> str:
    text = meaning.format(info=info)
    return f"{text} {info.additional_warn_text or ''}".strip()


def _why_not(target: object) -> str:
    marks = read_marks(target)
    if text := marks.get("deprecated"):
        return text.replace("Will be", "Deprecated, to be", 1)
    if text := marks.get("superseded"):
        return text.replace(_STATES["superseded"], "Superseded.", 1)
    return ""


@per_site
def entries_by_name(site: Site) -> dict[str, Entry]:
    """Map each identifier in the reference to its entry, in page order."""
    return {entry.identifier: entry for entry in read_entries(site)}


def resolve(target: str, entries: dict[str, Entry]) -> str | None:
    """Find what a docstring means by `Config`, `@dg.asset` or `AssetKey.path`.

    The name or its owner has an entry, or nothing is found.
    """
    path = target.removesuffix("()").removeprefix("@")
    for module in [METAXY, "dagster", "dg"]:
        path = path.removeprefix(f"{module}.")
    for module in ["dagster", METAXY]:
        if f"{module}.{path.partition('.')[0]}" in entries:
            return f"{module}.{path}"
    return None


def read_entries(site: Site) -> Iterator[Entry]:
    """Yield each entry, page by page, repeated ones too."""
    for page, text in site.pages.items():
        if not page.startswith(f"{FOLDER}/") or page == TYPES:
            continue
        for match in _ENTRY.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Entry(match["identifier"], page, line)

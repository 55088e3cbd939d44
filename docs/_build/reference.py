"""What belongs into the reference, and on which of its pages it stands."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dagster._annotations import (
    get_deprecated_info,
    get_superseded_info,
    is_deprecated,
    is_superseded,
)

from docs._build.pages import Problem, address_of

FOLDER = "docs/reference"
METAXY = "metaxy.ext.dagster"
_ENTRY = re.compile(r"^::: (?P<identifier>[\w.]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """A name in the reference.

    Args:
        identifier: Its dotted path, which is its anchor: `dagster.asset`.
        page: The page, from the root of the repository.
        line: The line on it, counted from 1.
    """

    identifier: str
    page: str
    line: int

    @property
    def name(self) -> str:
        """The last part of the identifier."""
        return self.identifier.rpartition(".")[2]

    @property
    def url(self) -> str:
        """Where the entry is, from the root of the site."""
        return f"{address_of(self.page)}#{self.identifier}"


@cache
def exported_names() -> dict[str, str]:
    """Map each public name to the statement that tells what replaces it.

    A public name is one that `dagster/__init__.py` re-exports as itself, or
    that stands in the `__all__` of Metaxy's part for Dagster.

    Returns:
        Identifiers, sorted; the text is empty for a name that is current.
    """
    names = {f"dagster.{n}" for n in _reexports("dagster")}
    names |= {f"{METAXY}.{n}" for n in importlib.import_module(METAXY).__all__}
    return {name: _why_not(load(name)) for name in sorted(names)}


def current_names() -> list[str]:
    """The public names that are neither deprecated nor superseded."""
    return [name for name, why_not in exported_names().items() if not why_not]


def load(identifier: str) -> object:
    """Give the object behind an identifier.

    Args:
        identifier: Its dotted path: `dagster.AutomationCondition.eager`.

    Raises:
        AttributeError: There is no such object.
    """
    module = METAXY if identifier.startswith(METAXY) else "dagster"
    found: object = importlib.import_module(module)
    for part in identifier.removeprefix(module).split("."):
        if part:
            found = getattr(found, part)
    return found


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


def _why_not(target: object) -> str:
    if not callable(target):
        return ""
    if is_deprecated(target):
        deprecated = get_deprecated_info(target)
        why = f"Deprecated, to be removed in {deprecated.breaking_version}."
        return f"{why} {deprecated.additional_warn_text or ''}".strip()
    if is_superseded(target):
        superseded = get_superseded_info(target)
        return f"Superseded. {superseded.additional_warn_text or ''}".strip()
    return ""


@cache
def find_entries(root: Path) -> dict[str, Entry]:
    """Map each identifier in the reference to its entry, in page order.

    Args:
        root: The folder that holds `docs/`.
    """
    return {entry.identifier: entry for entry in _read_entries(root)}


def resolve(target: str, entries: dict[str, Entry]) -> str | None:
    """Find what a docstring means by `Config`, `@dg.asset` or `AssetKey.path`.

    Args:
        target: The name.
        entries: The entries of the reference, by identifier.

    Returns:
        The identifier, if the name or its owner has an entry.
    """
    path = target.removesuffix("()").removeprefix("@")
    for module in [METAXY, "dagster", "dg"]:
        path = path.removeprefix(f"{module}.")
    for module in ["dagster", METAXY]:
        if f"{module}.{path.partition('.')[0]}" in entries:
            return f"{module}.{path}"
    return None


def _read_entries(root: Path) -> Iterator[Entry]:
    for path in sorted((root / FOLDER).rglob("*.md")):
        text = path.read_text()
        for match in _ENTRY.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            page = path.relative_to(root).as_posix()
            yield Entry(match["identifier"], page, line)


def check_reference(root: Path) -> list[Problem]:
    """Find the names that stand on no page, on two, or that are gone.

    Args:
        root: The folder that holds `docs/`.

    Returns:
        The faults, by file and line.
    """
    places: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in _read_entries(root):
        places[entry.identifier].append(entry)
    current = set(current_names())
    problems = [
        Problem(
            FOLDER,
            1,
            f"{name} stands on no page of the reference; add the line "
            f'"::: {name}" to the page of its kind, or to a new one',
        )
        for name in sorted(current - set(places))
    ]
    for identifier, entries in places.items():
        for entry in entries[1:]:
            message = f"{identifier} stands on {entries[0].page} too; keep one"
            problems.append(Problem(entry.page, entry.line, message))
        if identifier not in current:
            message = _why_gone(identifier)
            problems.append(Problem(entries[0].page, entries[0].line, message))
    return sorted(problems)


def _why_gone(identifier: str) -> str:
    why_not = exported_names().get(identifier)
    if why_not:
        return f"{identifier}: {why_not} Delete the line"
    return f"there is no {identifier} in what is installed; delete the line"

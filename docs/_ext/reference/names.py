"""What belongs into the reference, and on which of its pages it stands."""

import ast
import importlib
import re
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

from docs._ext.core.site import Site, address_of, per_site

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


@per_site
def find_entries(site: Site) -> dict[str, Entry]:
    """Map each identifier in the reference to its entry, in page order.

    Args:
        site: The files of the site.
    """
    return {entry.identifier: entry for entry in read_entries(site)}


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


def read_entries(site: Site) -> Iterator[Entry]:
    """Yield each entry, page by page, repeated ones too."""
    for page, text in site.pages.items():
        if not page.startswith(f"{FOLDER}/"):
            continue
        for match in _ENTRY.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Entry(match["identifier"], page, line)

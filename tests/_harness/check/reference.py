"""Checks that each public name has one place in the reference."""

from collections import defaultdict
from collections.abc import Iterator

from docs._ext.core.site import Problem, Site
from docs._ext.reference.names import (
    FOLDER,
    Entry,
    current_names,
    exported_names,
    read_entries,
)


def check_reference(site: Site) -> Iterator[Problem]:
    """Find the names that are on no page, on two, or that are gone."""
    places: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in read_entries(site):
        places[entry.identifier].append(entry)
    current = set(current_names())
    for name in current - places.keys():
        message = (
            f"{name} is on no page of the reference; add the line "
            f'"::: {name}" to the page of its kind, or to a new one'
        )
        yield Problem(FOLDER, 1, message)
    for identifier, (first, *others) in places.items():
        for entry in others:
            message = f"{identifier} is on {first.page} too; keep one"
            yield Problem(entry.page, entry.line, message)
        if identifier not in current:
            message = _why_gone(identifier)
            yield Problem(first.page, first.line, message)


def _why_gone(identifier: str) -> str:
    if why_not := exported_names().get(identifier):
        return f"{identifier}: {why_not} Delete the line"
    return f"there is no {identifier} in what is installed; delete the line"

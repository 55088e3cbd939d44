"""Checks that each public name has one place in the reference."""

from collections import defaultdict

from docs._ext.core.site import Problem, Site
from docs._ext.reference.names import (
    FOLDER,
    Entry,
    current_names,
    exported_names,
    read_entries,
)


def check_reference(site: Site) -> list[Problem]:
    """Find the names that stand on no page, on two, or that are gone.

    Args:
        site: The files of the site.

    Returns:
        The faults, by file and line.
    """
    places: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in read_entries(site):
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

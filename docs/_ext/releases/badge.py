"""The badge beside a program that does not run on all releases."""

from html import escape
from itertools import groupby

from docs._ext.core.site import Site, is_mistake
from docs._ext.releases.data import DIFFERS, RUNS, Row, current

PAGE = "releases/compatibility/"


def caption_part(site: Site, path: str, root: str) -> str:
    """Link the row of a program that does not run on all releases."""
    label = runs_on(site, path)
    if not label:
        return ""
    link = f"{root}{PAGE}#{row_id(path)}"
    measures = current(site)
    on = measures.rows[path].on
    differs = [s for s in measures.series if s in on and on[s].kind != RUNS]
    return (
        f'<a class="runs-on" data-differs-on="{" ".join(differs)}" '
        f'href="{link}">{escape(label)}</a>'
    )


def runs_on(site: Site, path: str) -> str:
    """Say on which releases a program runs, if not on all: `runs on 1.13`."""
    measures = current(site)
    row = measures.rows.get(path)
    raises = f"{path.removesuffix('.py')}.txt" in site.snippets
    verb = "fails" if raises else "goes wrong" if is_mistake(path) else "runs"
    other = "other message" if raises else "other output"
    return describe(row, measures.series, verb, other) if row else ""


def describe(row: Row, series: list[str], verb: str, other: str) -> str:
    """Say in a few words where a program does what it shows, if not everywhere.

    It `runs`, or has `other output` where it ran differently.
    """
    measured = [s for s in series if s in row.on]
    ran = [s for s in measured if row.on[s].ran]
    differs = [s for s in measured if row.on[s].kind == DIFFERS]
    parts = []
    if len(ran) < len(measured):
        parts.append(f"{verb} on {spell(ran, series) or 'no release'}")
    if differs:
        parts.append(f"{other} on {spell(differs, series)}")
    return ", ".join(parts)


def spell(some: list[str], series: list[str]) -> str:
    """Name some of the series: `1.9 to 1.11`, or `1.9, 1.12 and newer`."""
    runs = groupby(
        enumerate(some), key=lambda pair: series.index(pair[1]) - pair[0]
    )
    spans = [[name for _, name in run] for _, run in runs]
    return ", ".join(
        span[0]
        if len(span) == 1
        else f"{span[0]} and newer"
        if span[-1] == series[-1]
        else f"{span[0]} {'to' if len(span) > 2 else 'and'} {span[-1]}"
        for span in spans
    )


def row_id(path: str) -> str:
    """Give the anchor of a program's row."""
    name = path.removeprefix("snippets/").rpartition(".")[0]
    return name.replace("/", "-")

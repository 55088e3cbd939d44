"""Shows all that has been measured, as tables."""

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import PurePosixPath
from textwrap import shorten
from typing import Any, NamedTuple

from markdown import Markdown

from docs._ext.core.site import (
    Site,
    find_entries,
    is_mistake,
    path_to_root,
    proof_of,
)
from docs._ext.releases.badge import row_id
from docs._ext.releases.data import (
    DIFFERS,
    FAILS,
    RUNS,
    Measures,
    Row,
    Verdict,
    current,
    order,
)

CHANGES = "docs/_ext/data/changes.json"
# The data has all of an error and which claims fail; the page has no room.
_LONGEST = 62
MOST_LINKS = 2  # from a change to the pages that use its name
_NAMES = re.compile(r" \(test_[^)]*(?:\)|$)")
_MODULES = re.compile(r"\b(?:\w+\.)+(?=\w+(?:Error|Warning):)")
_SIGNS = {
    RUNS: ("✓", "runs"),
    DIFFERS: ("≈", "differs"),
    FAILS: ("✗", "fails"),
    "": ("–", "not measured"),
}


def page_id(page: str) -> str:
    """Give the anchor of the first row of a page."""
    return f"page-{page.replace('/', '-')}"


class _Line(NamedTuple):
    """A line of the table."""

    files: list[str]  # none if it is for the proof of a page
    row: Row | None

    @property
    def names(self) -> list[str]:
        """The names of the files."""
        return [PurePosixPath(file).name for file in self.files]

    @property
    def turns(self) -> list[tuple[str, str]]:
        """The releases in which it turned, oldest first, and what it did."""
        turns = self.row.turns if self.row else {}
        what = "happen" if any(map(is_mistake, self.files)) else "run"
        return [
            (release, f"{'begins' if kind == RUNS else 'ceases'} to {what}")
            for release, kind in sorted(
                turns.items(), key=lambda turn: order(turn[0])
            )
        ]


def _list_lines(site: Site) -> dict[str, list[_Line]]:
    """The lines of each page that shows programs."""
    paths = [p for p in site.snippets if p.endswith((".py", ".console"))]
    pages = groupby(paths, lambda path: path.rpartition("/")[0])
    found = {}
    for folder, below in pages:
        page = folder.removeprefix("snippets/")
        found[page] = list(_lines(page, list(below), current(site)))
    return found


def _lines(page: str, paths: list[str], measures: Measures) -> Iterator[_Line]:
    """The proof, what differs, what runs everywhere, what is not measured."""
    yield _Line([], measures.rows.get(proof_of(f"docs/{page}.md")))
    columns = _columns(measures)
    known = [p for p in paths if p in measures.rows]
    groups: dict[str, list[str]] = {}
    for path in known:
        line = _Line([path], measures.rows[path])
        look = _notes(line, columns) + _cells(line, columns)
        groups.setdefault(look, []).append(path)
    lines = [_Line(f, measures.rows[f[0]]) for f in groups.values()]
    yield from sorted(lines, key=lambda line: _is_alike(line.row, columns))
    if new := [p for p in paths if p not in known]:
        yield _Line(new, None)


def _is_alike(row: Row | None, environments: Iterable[str]) -> bool:
    """Whether the same happened everywhere."""
    if row is None:
        return False
    everywhere = all(
        n in row.on and row.on[n] == Verdict(RUNS) for n in environments
    )
    return everywhere and not row.turns


def draw_table(site: Site, md: Markdown) -> str:
    """Draw all that has been measured as tables that a person can filter.

    The filter is of radio buttons and style rules, so it works without script.
    """
    columns = _columns(current(site))
    series = [name for name in columns if "-" not in name]
    root = path_to_root(md)
    topics: dict[str, list[tuple[str, list[_Line]]]] = {}
    headings = {entry.path: entry.topic for entry in find_entries(site.nav)}
    for page, lines in _list_lines(site).items():
        topic = headings.get(f"{page}.md", "Others")
        topics.setdefault(topic, []).append((page, lines))
    head = "".join(f"<th scope=col>{name}</th>" for name in series)
    tables = "".join(
        f'<details class="topic"><summary>{escape(topic)}'
        f"<small>{_count(pages, columns)}</small></summary>"
        '<table class="matrix"><thead><tr><th scope=col>Program</th>'
        f"{head}</tr></thead>"
        f"{''.join(_body(site, *page, columns, root) for page in pages)}"
        "</table></details>"
        for topic, pages in topics.items()
    )
    return f'<div class="compatibility">{_filter(series)}{tables}</div>'


def _count(pages: list[tuple[str, list[_Line]]], columns: list[str]) -> str:
    alike = sum(
        _is_alike(line.row, columns) for _, lines in pages for line in lines
    )
    rows = sum(len(lines) for _, lines in pages)
    return f"{rows} rows, {rows - alike} with a difference"


def _columns(measures: Measures) -> list[str]:
    return sorted(measures.environments, key=lambda n: (order(n), n))


def _body(
    site: Site, page: str, lines: list[_Line], columns: list[str], root: str
) -> str:
    address = root if page == "index" else f"{root}{page}/"
    title = escape(_title_of(site, page))
    link = f'<a id={page_id(page)} href="{address}">{title}</a>: its statements'
    rows = "".join(_row(line, link, columns) for line in lines)
    return f"<tbody>{rows}</tbody>"


def _title_of(site: Site, page: str) -> str:
    text = site.pages.get(f"docs/{page}.md", "")
    title = text.partition("\n# ")[2].partition("\n")[0].replace("`", "")
    return title or page


def _row(line: _Line, link: str, columns: list[str]) -> str:
    has_badges = line.row and not _is_alike(line.row, columns)
    files = [
        f"<code{f' id={row_id(path)}' if has_badges else ''}>"
        f"{escape(name)}</code>"
        for path, name in zip(line.files, line.names, strict=True)
    ]
    title = (", ".join(files) or link) + _notes(line, columns)
    return f"<tr><th scope=row>{title}</th>{_cells(line, columns)}</tr>"


def _cells(line: _Line, columns: list[str]) -> str:
    on = line.row.on if line.row else {}
    return "".join(_cell(on.get(c)) for c in columns if "-" not in c)


def _cell(verdict: Verdict | None) -> str:
    """Write a cell; most run, so these are the shortest."""
    sign, words = _sign(verdict)
    if verdict == Verdict(RUNS):
        return f"<td>{sign}</td>"
    if not verdict:
        return f"<td class>{sign}</td>"
    return f'<td class={verdict.kind} aria-label="{words}">{sign}</td>'


def _sign(verdict: Verdict | None) -> tuple[str, str]:
    """The sign of a verdict, and what it means."""
    if verdict and verdict.claims:
        failed, of = verdict.claims
        return f"{of - failed}/{of}", f"{of - failed} of {of} hold"
    return _SIGNS[verdict.kind if verdict else ""]


def _notes(line: _Line, columns: list[str]) -> str:
    """What the signs do not say: the turns, and the first lines of errors."""
    notes = [f"{release}: {turn} here" for release, turn in line.turns]
    where: dict[str, list[str]] = {}
    for column in columns:
        verdict = line.row.on.get(column) if line.row else None
        if verdict and verdict.line:
            text = _MODULES.sub("", _NAMES.sub("", verdict.line))
            text = shorten(text, _LONGEST, placeholder="…")
            where.setdefault(text, []).append(_name_column(column))
    notes += [f"{', '.join(names)}: {text}" for text, names in where.items()]
    text = "<br>".join(escape(note, quote=False) for note in notes)
    return f"<small>{text}</small>" if notes else ""


def _name_column(name: str) -> str:
    """Say `1.13-py312` in words."""
    release, _, python = name.partition("-py3")
    return f"{release} with Python 3.{python}" if python else release


def _filter(series: list[str]) -> str:
    """The radio buttons, and the rules that hide what runs on a release."""
    tokens = {name.replace(".", "-"): name for name in series}
    rules = []
    for column, token in enumerate(tokens, 1):
        within = f".compatibility:has(#not-on-{token}:checked)"
        cell = f"td:nth-of-type({column})"
        rules.append(f"{within} tr:has({cell}:not([class]))")
        for part in ("tbody", ".topic"):
            rules.append(f"{within} {part}:not(:has({cell}[class]))")
    options = {"any": "any or none", **tokens}
    return (
        f"<style>{','.join(rules)}{{display:none}}</style>"
        f"<form>{draw_choice('Differs on', 'not-on', options)}</form>"
    )


def draw_choice(title: str, name: str, options: dict[str, str]) -> str:
    """Draw radio buttons, of which the first is chosen."""
    first = next(iter(options))
    buttons = "".join(
        f'<label><input type="radio" name="{name}" id="{name}-{value}"'
        f"{' checked' if value == first else ''}>{escape(text)}</label>"
        for value, text in options.items()
    )
    return f"<fieldset><legend>{title}</legend>{buttons}</fieldset>"


def write_table(site: Site, _: str = "") -> str:
    """Write the table for readers of the pages as Markdown."""
    series = current(site).series
    table = [["program", *series, "turned"], ["---"] * (len(series) + 2)]
    for page, lines in _list_lines(site).items():
        for line in lines:
            files = ", ".join(f"`{name}`" for name in line.names)
            on = line.row.on if line.row else {}
            signs = [_sign(on.get(s))[0] for s in series]
            turns = ", ".join(f"{turn} in {r}" for r, turn in line.turns)
            title = f"{_title_of(site, page)}: its statements"
            table.append([files or title, *signs, turns])
    return _markdown(table)


def describe_environments(site: Site, _: str = "") -> str:
    """Say what each column is of: release, Python, how many programs ran."""
    measures = current(site)
    head = ["column", "Dagster", "Python", "programs that run"]
    head += ["say something else", "do not run", "not measured"]
    table = [head, ["---"] * len(head)]
    total = sum(p.endswith((".py", ".console")) for p in site.snippets)
    for name in _columns(measures):
        where = measures.environments[name]
        rows = measures.programs.values()
        kinds = [row.on[name].kind for row in rows if name in row.on]
        counts = [kinds.count(kind) for kind in (RUNS, DIFFERS, FAILS)]
        counts.append(total - len(kinds))
        column = _name_column(name)
        table.append([column, where.dagster, where.python, *map(str, counts)])
    return _markdown(table)


def describe_packages(site: Site, _: str = "") -> str:
    """Say which packages are of another version beside another release."""
    measures = current(site)
    series = measures.series
    beside = [measures.environments[name].packages for name in series]
    table = [["package", *series], ["---"] * (len(series) + 1)]
    for package in sorted({name for each in beside for name in each}):
        versions = [each.get(package, "") for each in beside]
        # Those of Dagster go with its release; the others came later, or left.
        if package.startswith("dagster") or not all(versions):
            continue
        if len(set(versions)) > 1:
            table.append([f"`{package}`", *versions])
    return _markdown(table)


def _markdown(table: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in table)


def describe_changes(site: Site, series: str) -> str:
    """List in Markdown what a series changed of what the pages show."""
    step = json.loads((site.root / CHANGES).read_text())[series]
    old, new = step["between"]
    of_names: dict[str, list[dict[str, Any]]] = {}
    for change in step["changes"]:
        name = change["what"].partition(" ")[0]
        of_names.setdefault(name, []).append(change)
    alike: dict[tuple[str, str], list[str]] = {}
    for name, changes in of_names.items():
        # What breaks has a line of its own, with its pages.
        alone = name if any(each["breaks"] for each in changes) else ""
        alike.setdefault((alone, _join(changes)), []).append(name)
    items = [
        _changes(site, names[0], of_names[names[0]])
        if len(names) == 1
        else _share(names, what)
        for (_, what), names in alike.items()
    ]
    if not items:
        return f"From {old} to {new}: nothing."
    return "\n".join([f"From {old} to {new}:", "", *items])


def _join(changes: list[dict[str, Any]]) -> str:
    """Say all that became of a name, without its name."""
    return "; ".join(each["what"].partition(" ")[2] for each in changes)


def _share(names: list[str], what: str) -> str:
    """Say what became of several names."""
    start = what.removeprefix("is ")
    listed = ", ".join(f"`{name}`" for name in names)
    return f"- {start[0].upper()}{start[1:]}: {listed}"


def _changes(site: Site, name: str, changes: list[dict[str, Any]]) -> str:
    """Say what became of a name, and which pages use it."""
    pages = {page for change in changes for page in change["pages"]}
    links = []
    for page in sorted(pages & site.pages.keys()):
        path = page.removeprefix("docs/").removesuffix(".md")
        if path != "releases/what_changed":
            links.append(f"[{path}](../{path}.md)")
    if len(links) > MOST_LINKS:
        links[MOST_LINKS:] = [f"{len(links) - MOST_LINKS} more"]
    where = f": {', '.join(links)}" if links else ""
    mark = "**Breaks.** " if any(each["breaks"] for each in changes) else ""
    return f"- {mark}`{name}` {_join(changes)}{where}"

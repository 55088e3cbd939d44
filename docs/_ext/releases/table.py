"""Shows what has been measured: a badge beside a program, a table of all."""

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import PurePosixPath
from textwrap import shorten
from typing import Any, NamedTuple

from markdown import Markdown

from docs._ext.core.site import Site, path_to_root, per_site
from docs._ext.releases.data import (
    FAILS,
    RUNS,
    SAYS,
    Measures,
    Row,
    Verdict,
    hash_program,
    hash_proof,
    load,
    order,
)

CHANGES = "docs/_ext/data/changes.json"
PAGE = "releases/compatibility/"
# The data has all of an error and which claims fail; the page has no room.
_LONGEST = 100
_NAMES = re.compile(r" \(test_[^)]*(?:\)|$)")
_SIGNS = {
    RUNS: ("✓", "runs"),
    SAYS: ("≈", "runs, and says something else"),
    FAILS: ("✗", "does not run"),
    "": ("–", "not measured"),
}


def caption_part(site: Site, path: str, root: str) -> str:
    """Say on which releases a program runs, if not on all, and link the row.

    Args:
        site: The files of the site.
        path: The program's path from the root of the repository.
        root: What leads to the root of the site.
    """
    said = runs_on(site, path)
    if not said:
        return ""
    link = f"{root}{PAGE}#{row_id(path.removeprefix('snippets/'))}"
    return f'<a class="runs-on" href="{link}">{escape(said)}</a>'


def runs_on(site: Site, path: str) -> str:
    """Say on which releases a program runs, if not on all: `runs on 1.13`.

    Args:
        path: The program's path from the root of the repository.
    """
    measures = current(site)
    row = measures.snippets.get(path.removeprefix("snippets/"))
    name = PurePosixPath(path).name
    return describe(row, measures.series, name) if row else ""


def describe(row: Row, series: list[str], name: str) -> str:
    """Say in a few words where a program runs, if not everywhere.

    Args:
        row: What has been measured.
        series: All series, oldest first.
        name: The program's file name.
    """
    measured = [s for s in series if s in row.on]
    ran = [s for s in measured if row.on[s].ran]
    other = [s for s in measured if row.on[s].kind == SAYS]
    parts = []
    if len(ran) < len(measured):
        verb = "seen on" if name.startswith("mistake_") else "runs on"
        parts.append(f"{verb} {spell(ran, series)}" if ran else "runs on none")
    if other:
        parts.append(f"says something else on {spell(other, series)}")
    return ", ".join(parts)


def spell(some: list[str], series: list[str]) -> str:
    """Name some of the series: `1.10 to 1.13`, or `1.9, 1.11 to 1.13`.

    Args:
        some: Those to name, oldest first.
        series: All series, oldest first.
    """
    runs = groupby(
        enumerate(some), key=lambda pair: series.index(pair[1]) - pair[0]
    )
    spans = [[name for _, name in run] for _, run in runs]
    return ", ".join(
        span[0] if len(span) == 1 else f"{span[0]} to {span[-1]}"
        for span in spans
    )


@per_site
def current(site: Site) -> Measures:
    """The data, without the rows of programs that have changed since."""
    measures = load()
    for folder, rows, hash_file in [
        ("snippets", measures.snippets, hash_program),
        ("tests", measures.claims, hash_proof),
    ]:
        for name in list(rows):
            path = site.root / folder / name
            if not path.exists() or hash_file(path) != rows[name].text:
                del rows[name]
    return measures


def row_id(name: str) -> str:
    """Give the anchor of a program's row.

    Args:
        name: The program's path under `snippets/`.
    """
    return name.rpartition(".")[0].replace("/", "-")


def draw_table(site: Site, md: Markdown) -> str:
    """Draw all that has been measured as a table that a person can filter.

    The filter is of radio buttons and style rules, so it works without script.

    Args:
        site: The files of the site.
        md: The converter of the page.
    """
    measures = current(site)
    root = path_to_root(md)
    columns = sorted(measures.environments, key=lambda n: (order(n), n))
    pages = {page: list(lines) for page, lines in _pages(site, measures)}
    bodies = [_body(p, lines, columns, root) for p, lines in pages.items()]
    topics = sorted({page.partition("/")[0] for page in pages})
    head = "".join(f"<th scope=col>{series}</th>" for series in measures.series)
    return (
        f'<div class="compatibility">{_filter(topics, measures.series)}'
        '<table class="matrix"><thead><tr><th scope=col>Program</th>'
        f"{head}</tr></thead>"
        f"{''.join(bodies)}</table></div>"
    )


def describe_environments(site: Site, _: str = "") -> str:
    """Say what stood behind each column: release, Python, how many ran."""
    measures = current(site)
    rows = [
        "| column | Dagster | Python | programs that run | say something else "
        "| do not run | not measured |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    total = sum(p.endswith((".py", ".console")) for p in site.snippets)
    for name in sorted(measures.environments, key=lambda n: (order(n), n)):
        environment = measures.environments[name]
        kinds = [
            row.on[name].kind
            for row in measures.snippets.values()
            if name in row.on
        ]
        counts = [kinds.count(kind) for kind in (RUNS, SAYS, FAILS)]
        cells = [name, environment.dagster, environment.python]
        cells += [str(n) for n in [*counts, total - len(kinds)]]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def describe_packages(site: Site, _: str = "") -> str:
    """Say which packages are of another version beside another release."""
    measures = current(site)
    series = measures.series
    beside = [measures.environments[name].packages for name in series]
    rows = [
        f"| package | {' | '.join(series)} |",
        f"| --- |{' --- |' * len(series)}",
    ]
    for package in sorted({name for each in beside for name in each}):
        versions = [each.get(package, "") for each in beside]
        # Those of Dagster go with its release; the others came later, or left.
        if package.startswith("dagster") or not all(versions):
            continue
        if len(set(versions)) > 1:
            rows.append(f"| `{package}` | {' | '.join(versions)} |")
    return "\n".join(rows)


class _Line(NamedTuple):
    """A line of the table.

    Args:
        anchor: Its id.
        files: The programs; none if it is for the tests of a page.
        row: What was measured, if anything was.
    """

    anchor: str
    files: list[str]
    row: Row | None


def _pages(
    site: Site, measures: Measures
) -> Iterator[tuple[str, Iterator[_Line]]]:
    """The pages that show programs, each with its lines."""
    names = [
        path.removeprefix("snippets/")
        for path in site.snippets
        if path.endswith((".py", ".console"))
    ]
    for page, below in groupby(names, key=lambda n: n.rpartition("/")[0]):
        yield page, _lines(page, list(below), measures)


def _lines(page: str, names: list[str], measures: Measures) -> Iterator[_Line]:
    place = page.replace("/", "-")
    topic, _, name = page.rpartition("/")
    test = f"{topic}/test_{name}.py".lstrip("/")
    yield _Line(f"page-{place}", [], measures.claims.get(test))
    known = [name for name in names if name in measures.snippets]
    alike = [n for n in known if _is_alike(n, measures)]
    for name in known:
        if name not in alike:
            yield _Line(row_id(name), [name], measures.snippets[name])
    if alike:
        yield _Line(f"alike-{place}", alike, measures.snippets[alike[0]])
    if new := [name for name in names if name not in known]:
        yield _Line(f"new-{place}", new, None)


def _body(page: str, lines: list[_Line], columns: list[str], root: str) -> str:
    address = root if page == "index" else f"{root}{page}/"
    link = f'<a href="{address}">{escape(page)}</a>: its claims'
    rows = [
        _row(_files(line.files) or link, line.row, columns, line.anchor)
        for line in lines
    ]
    topic = page.partition("/")[0]
    return f'<tbody class="topic-{topic}">{"".join(rows)}</tbody>'


def write_table(site: Site, _: str = "") -> str:
    """Write the table in Markdown, for who reads the pages as text."""
    measures = current(site)
    series = measures.series
    table = [
        f"| program | {' | '.join(series)} | turned |",
        f"| --- |{' --- |' * len(series)} --- |",
    ]
    for page, lines in _pages(site, measures):
        for line in lines:
            files = ", ".join(f"`{PurePosixPath(f).name}`" for f in line.files)
            on = line.row.on if line.row else {}
            signs = [_SIGNS[on[s].kind if s in on else ""][0] for s in series]
            cells = [files or f"{page}: its claims", *signs]
            table.append(f"| {' | '.join(cells)} | {_turned(line)} |")
    return "\n".join(table)


def _turned(line: _Line) -> str:
    turns = line.row.turns if line.row else {}
    mistake = any("mistake_" in name for name in line.files)
    return ", ".join(
        f"{_turn(turns[release], mistake)} in {release}"
        for release in sorted(turns, key=order)
    )


def _files(names: list[str]) -> str:
    files = [escape(PurePosixPath(name).name) for name in names]
    return " ".join(f"<code>{file}</code>" for file in files)


def _is_alike(name: str, measures: Measures) -> bool:
    """Whether a program runs as shown wherever it was measured."""
    row = measures.snippets[name]
    everywhere = measures.environments
    return not row.turns and all(_is_same(row.on.get(e)) for e in everywhere)


def _row(title: str, row: Row | None, columns: list[str], anchor: str) -> str:
    on = row.on if row else {}
    series = [column for column in columns if "-" not in column]
    cells = "".join(_cell(on.get(s)) for s in series)
    notes = _notes(row, columns, "mistake_" in title) if row else ""
    return f'<tr id="{anchor}"><th scope=row>{title}{notes}</th>{cells}</tr>'


def _is_same(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.kind == RUNS


def _cell(verdict: Verdict | None) -> str:
    kind = verdict.kind if verdict else ""
    sign, words = _SIGNS[kind]
    return f'<td class="{kind}" aria-label="{words}">{sign}</td>'


def _notes(row: Row, columns: list[str], mistake: bool) -> str:
    lines = [
        f"<li>{escape(release)}: {_turn(kind, mistake)} here</li>"
        for release, kind in sorted(
            row.turns.items(), key=lambda turn: order(turn[0])
        )
    ]
    said: dict[str, list[str]] = {}
    for column in columns:
        verdict = row.on.get(column)
        if verdict and verdict.line:
            line = shorten(
                _NAMES.sub("", verdict.line), _LONGEST, placeholder="…"
            )
            said.setdefault(line, []).append(column)
    lines += [
        f"<li>{escape(', '.join(names))}: {escape(line)}</li>"
        for line, names in said.items()
    ]
    if not lines:
        return ""
    return f"<details><summary>why</summary><ul>{''.join(lines)}</ul></details>"


def _turn(kind: str, mistake: bool) -> str:
    begins = "begins" if kind == RUNS else "ceases"
    return f"{begins} to {'happen' if mistake else 'run'}"


def _token(column: str) -> str:
    return column.replace(".", "-")


def _filter(topics: list[str], series: list[str]) -> str:
    rules = "".join(
        f".compatibility:has(#topic-{t}:checked) tbody:not(.topic-{t}),"
        for t in topics
    )
    for column, release in enumerate(map(_token, series), 1):
        within = f".compatibility:has(#not-on-{release}:checked)"
        cell = f"td:nth-of-type({column})"
        rules += (
            f"{within} tr:has({cell}.{RUNS}),"
            f"{within} tbody:not(:has({cell}:not(.{RUNS}))),"
        )
    style = f"<style>{rules.rstrip(',')}{{display:none}}</style>"
    topic = _choice("Topic", "topic", {"all": "all", **{t: t for t in topics}})
    shown = {_token(s): s for s in series}
    release = _choice("Differs on", "not-on", {"any": "any or none", **shown})
    return f"{style}<form>{topic}{release}</form>"


def _choice(title: str, name: str, options: dict[str, str]) -> str:
    first = next(iter(options))
    buttons = "".join(
        f'<label><input type="radio" name="{name}" id="{name}-{value}"'
        f"{' checked' if value == first else ''}>{escape(text)}</label>"
        for value, text in options.items()
    )
    return f"<fieldset><legend>{title}</legend>{buttons}</fieldset>"


def describe_changes(site: Site, series: str) -> str:
    """List in Markdown what a series changed of what the pages show.

    Args:
        series: Such as `1.12`.
    """
    step = json.loads((site.root / CHANGES).read_text())[series]
    old, new = step["between"]
    items = [_change(site, change) for change in step["changes"]]
    if not items:
        return f"From {old} to {new}: nothing."
    return "\n".join([f"From {old} to {new}:", "", *items])


def _change(site: Site, change: dict[str, Any]) -> str:
    name, _, text = change["what"].partition(" ")
    links = []
    for page in change["pages"]:
        path = page.removeprefix("docs/").removesuffix(".md")
        if page in site.pages and path != "releases/what_changed":
            links.append(f"[{path}](../{path}.md)")
    where = f": {', '.join(links)}" if links else ""
    mark = "**Breaks.** " if change["breaks"] else ""
    return f"- {mark}`{name}` {text}{where}"

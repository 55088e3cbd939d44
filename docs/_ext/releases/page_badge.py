"""Each page begins with where it holds, and ends with what it was verified on.

The release is the one that the committed measurement names for the programs of
the page; the date is the one of which all packages are.
"""

import os
import platform
import re
import tomllib
from collections.abc import Iterator
from html import escape
from importlib.metadata import version
from itertools import groupby
from pathlib import PurePosixPath

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from mkdocstrings import ParagraphStrippingTreeprocessor

from docs._ext.core.site import (
    Site,
    is_mistake,
    page_of,
    path_to_root,
    per_site,
    programs_of,
    proof_of,
)
from docs._ext.releases.badge import PAGE, spell
from docs._ext.releases.data import (
    FAILS,
    RUNS,
    Measures,
    Row,
    current,
    find_proofs,
)
from docs._ext.releases.table import page_id

_REFERENCE = "reference/"
_TEST = re.compile(r"^def test_", re.MULTILINE)
_FAILED = re.compile(r"(?:\(|, )test_(\w+)")
_NAMED = 3


class PagePreprocessor(Preprocessor):
    """Adds a line below the title of each page, and one below the page."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, lines: list[str]) -> list[str]:
        """Add the line, if the text is that of a page."""
        path = page_of(self.md)
        # It tells the text of a docstring on the page from that of the page.
        strips = ParagraphStrippingTreeprocessor.name in self.md.treeprocessors
        if path is None or strips:
            return lines
        page = path.removesuffix(".md")
        line = describe_page(self.site, page) + _edit_link(path)
        last = f'<p class="verified" data-search-exclude>{line}</p>'
        title = next((n for n, e in enumerate(lines, 1) if e[:2] == "# "), 0)
        if releases := describe_releases(self.site, page):
            link = f"{path_to_root(self.md)}{PAGE}#{page_id(page)}"
            first = (
                '<p class="holds-on" data-search-exclude>'
                f'<a href="{link}">{releases}</a>'
                f"{''.join(_tell_releases(self.site, page))}</p>"
            )
            lines = [*lines[:title], "", first, *lines[title:]]
        return [*lines, "", last]


def _edit_link(path: str) -> str:
    # With `edit_uri` alone, Zensical shows no link; with `repo_url`, the theme
    # asks the host of the repository for figures.
    folder = os.environ.get("EDIT_URI")
    if not folder:
        return ""
    return f' <a href="{escape(folder)}{path}" rel="edit">Edit this page</a>'


def describe_page(site: Site, page: str) -> str:
    """Say on what the programs of a page were seen to run."""
    packages = f"packages of <time>{packages_date(site)}</time>"
    if page.startswith(_REFERENCE):
        return f"Made from Dagster {version('dagster')}, {packages}."
    programs = programs_of(site, page)
    if not programs:
        return f"Built with Dagster {version('dagster')}, {packages}."
    measures = current(site)
    newest = measures.series[-1]
    rows = [measures.rows[p] for p in programs if p in measures.rows]
    ran = sum(newest in row.on and row.on[newest].ran for row in rows)
    line = (
        f"{'1 program' if ran == 1 else f'{ran} programs'} verified on Dagster "
        f"{measures.environments[newest].dagster}, {packages}"
    )
    missing = len(programs) - ran
    return f"{line}; {missing} not yet." if missing else f"{line}."


def describe_releases(site: Site, page: str) -> str:
    """Say on which releases a page holds, or nothing if it has no program."""
    measures = current(site)
    series = measures.series
    paths = [p for p in programs_of(site, page) if not is_mistake(p)]
    rows = [measures.rows[path] for path in paths if path in measures.rows]
    if page == "index" or not rows:
        return ""
    ran = {s: [s in row.on and row.on[s].ran for row in rows] for s in series}
    whole = [s for s in series if all(ran[s])]
    part = [s for s in series if any(ran[s]) and not all(ran[s])]
    parts = [f"Runs on Dagster {spell(whole, series)}"] if whole else []
    if part:
        start = "in part on" if whole else "Runs in part on Dagster"
        parts.append(f"{start} {spell(part, series)}")
    line = "; ".join([", ".join(parts), *_describe_claims(measures, page)])
    new = len(paths) - len(rows)
    plural = "program is" if new == 1 else "programs are"
    return f"{line}; {new} {plural} not yet measured." if new else f"{line}."


def _describe_claims(measures: Measures, page: str) -> Iterator[str]:
    """Say where statements differ: `1 of 35 statements differs on 1.11`."""
    row = measures.rows.get(proof_of(f"docs/{page}.md"), Row(""))
    series = [s for s in measures.series if s in row.on]
    failed = [s for s in series if row.on[s].kind == FAILS]
    tried = [s for s in failed if row.on[s].claims]
    spans: list[str] = []
    for claims, span in groupby(tried, key=lambda s: row.on[s].claims):
        count, of = claims or (0, 0)
        words = str(count) if spans else _count(count, of, "statement")
        spans.append(f"{words} on {spell([*span], measures.series)}")
    if spans:
        yield ", ".join(spans)
    if untried := [s for s in failed if s not in tried]:
        yield f"statements not checked on {spell(untried, measures.series)}"


def _tell_releases(site: Site, page: str) -> Iterator[str]:
    """Write for each release what differs, for a script to show."""
    for release in current(site).series:
        said = f"On {release}: {describe_release(site, page, release)}"
        yield f' <span data-release="{release}" hidden>{said}</span>'


def describe_release(site: Site, page: str, release: str) -> str:
    """Say as HTML what of a page differs on a release, such as `1.11`."""
    measures, programs = current(site), programs_of(site, page)
    rows = {path: measures.rows.get(path, Row("")) for path in programs}
    differ = [
        f"<code>{escape(PurePosixPath(path).name)}</code>"
        for path, row in rows.items()
        if release in row.on and row.on[release].kind != RUNS
    ]
    parts = [*_describe_proof(measures, page, release)]
    if differ:
        count = len(differ), len(programs)
        parts.append(f"{_count(*count, 'program')}: {_list_first(differ)}")
    if new := sum(release not in row.on for row in rows.values()):
        verb = "is" if new == 1 else "are"
        parts.append(
            f"{new} of {len(programs)} programs {verb} not yet measured"
        )
    return f"{'; '.join(parts) or 'nothing on this page differs'}."


def _describe_proof(
    measures: Measures, page: str, release: str
) -> Iterator[str]:
    """Say which statements of a page differ on a release."""
    row = measures.rows.get(proof_of(f"docs/{page}.md"), Row(""))
    verdict = row.on.get(release)
    if verdict is None:
        yield "the statements are not yet measured"
    elif verdict.claims:
        found = _FAILED.findall(verdict.line.partition("): ")[0])
        names = [f"“{_spell_name(name)}”" for name in dict.fromkeys(found)]
        count = _count(*verdict.claims, "statement")
        yield f"{count}: {_list_first(names)}"
    elif verdict.kind == FAILS:
        yield "the statements could not be checked"


def _spell_name(test: str) -> str:
    """Write the name of a test as the sentence that it is."""
    return re.sub(r"(?<=\d)_(?=\d)", ".", test).replace("_", " ")


def _count(some: int, of: int, what: str) -> str:
    """Say how many differ: `2 of 8 programs differ`."""
    return f"{some} of {of} {what}s {'differs' if some == 1 else 'differ'}"


def _list_first(names: list[str]) -> str:
    rest = " and more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{rest}"


@per_site
def packages_date(site: Site) -> str:
    """Read the date of which all packages are."""
    settings = tomllib.loads((site.root / "pyproject.toml").read_text())
    return str(settings["tool"]["uv"]["exclude-newer"])[: len("2026-01-01")]


def count_proof(site: Site, _: str = "") -> str:
    """Say in one sentence what ran, on what, and what it proved."""
    claims = sum(len(_TEST.findall(t)) for t in find_proofs(site).values())
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"**{len(site.programs)} programs**, "
        f"{sum(map(is_mistake, site.programs))} of them mistakes, "
        f"and **{claims} claims** about them, proven on "
        f"**Dagster {version('dagster')}** with Python {python}."
    )

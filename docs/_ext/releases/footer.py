"""Each page ends with what it was verified on.

The release is the one that the committed measurement names for the programs of
the page; the date is the one of which all packages are. A link leads to where
the page can be edited, if the variable `EDIT_URI` names that place.
"""

import os
import platform
import re
import tomllib
from html import escape
from importlib.metadata import version

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from mkdocstrings import ParagraphStrippingTreeprocessor

from docs._ext.core.site import Site, page_of, per_site
from docs._ext.releases.table import current

_REFERENCE = "reference/"
_TEST = re.compile(r"^def test_", re.MULTILINE)


class FooterPreprocessor(Preprocessor):
    """Adds a line below each page."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, lines: list[str]) -> list[str]:
        """Add the line, if the text is that of a page.

        Args:
            lines: The Markdown.
        """
        path = page_of(self.md)
        is_docstring = (
            ParagraphStrippingTreeprocessor.name in self.md.treeprocessors
        )
        if path is None or is_docstring:
            return lines
        page = path.removesuffix(".md")
        line = describe_page(self.site, page)
        line += _edit_link(page)
        html = f'<p class="verified" data-search-exclude>{line}</p>'
        return [*lines, "", html]


def describe_page(site: Site, page: str) -> str:
    """Say on what the programs of a page were seen to run.

    Args:
        site: The files of the site.
        page: Its path below `docs/`, without the ending.
    """
    packages = f"packages of <time>{packages_date(site)}</time>"
    if page.startswith(_REFERENCE):
        return f"Made from Dagster {version('dagster')}, {packages}."
    names = [
        path.removeprefix("snippets/")
        for path in site.programs
        if path.rpartition("/")[0] == f"snippets/{page}"
    ]
    if not names:
        return f"Built with Dagster {version('dagster')}, {packages}."
    measures = current(site)
    newest = measures.series[-1]
    rows = [measures.snippets[n] for n in names if n in measures.snippets]
    seen = [row for row in rows if newest in row.on and row.on[newest].ran]
    programs = "1 program" if len(seen) == 1 else f"{len(seen)} programs"
    line = (
        f"{programs} verified on Dagster "
        f"{measures.environments[newest].dagster}, {packages}"
    )
    missing = len(names) - len(seen)
    return f"{line}; {missing} not yet." if missing else f"{line}."


def _edit_link(page: str) -> str:
    folder = os.environ.get("EDIT_URI")
    if not folder:
        return ""
    return f' <a href="{escape(folder)}{page}.md" rel="edit">Edit this page</a>'


@per_site
def packages_date(site: Site) -> str:
    """Read the date of which all packages are.

    Args:
        site: The files of the site.
    """
    settings = tomllib.loads((site.root / "pyproject.toml").read_text())
    return str(settings["tool"]["uv"]["exclude-newer"])[: len("2026-01-01")]


def count_proof(site: Site, _: str = "") -> str:
    """Say in one sentence what ran, on what, and what it proved."""
    mistakes = [p for p in site.programs if "/mistake_" in p]
    claims = sum(
        len(_TEST.findall(path.read_text()))
        for path in (site.root / "tests").rglob("test_*.py")
        if "docs/" in path.read_text().partition("\n")[0]
    )
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"**{len(site.programs)} programs**, {len(mistakes)} of them mistakes, "
        f"and **{claims} claims** about them, proven on "
        f"**Dagster {version('dagster')}** with Python {python}."
    )

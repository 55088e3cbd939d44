"""Each page ends with what it was verified on.

The release is the one that the committed measurement names for the programs of
the page; the date is the one of which all packages are.
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
from docs._ext.releases.data import current, find_proofs
from docs._ext.releases.table import is_mistake

_REFERENCE = "reference/"
_TEST = re.compile(r"^def test_", re.MULTILINE)


class FooterPreprocessor(Preprocessor):
    """Adds a line below each page."""

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
        line = describe_page(self.site, path.removesuffix(".md"))
        line += _edit_link(path)
        html = f'<p class="verified" data-search-exclude>{line}</p>'
        return [*lines, "", html]


def _edit_link(path: str) -> str:
    # With `edit_uri` alone, Zensical shows no link; with `repo_url`, the theme
    # asks the host of the repository for figures.
    folder = os.environ.get("EDIT_URI")
    if not folder:
        return ""
    return f' <a href="{escape(folder)}{path}" rel="edit">Edit this page</a>'


def describe_page(site: Site, page: str) -> str:
    """Say on what the programs of a page were seen to run.

    Args:
        site: The files of the site.
        page: Its path below `docs/`, without the ending.
    """
    packages = f"packages of <time>{packages_date(site)}</time>"
    if page.startswith(_REFERENCE):
        return f"Made from Dagster {version('dagster')}, {packages}."
    folder = f"snippets/{page}"
    programs = [p for p in site.programs if p.rpartition("/")[0] == folder]
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

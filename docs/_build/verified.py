"""A Python-Markdown extension: each page ends with what it was verified on.

The release is the one that the committed measurement names for the programs of
the page; the date is the one of which all packages are. A link leads to where
the page can be edited, if the variable `EDIT_URI` names that place.
"""

import os
import tomllib
from functools import cache
from html import escape
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocstrings import ParagraphStrippingTreeprocessor

from docs._build.compatibility import current
from docs._build.releases import ROOT, Measures

_REFERENCE = "reference/"


class VerifiedPreprocessor(Preprocessor):
    """Adds a line below each page."""

    def run(self, lines: list[str]) -> list[str]:
        """Add the line, if the text is that of a page.

        Args:
            lines: The Markdown.
        """
        page = page_of(self.md)
        if page is None:
            return lines  # A docstring on a page.
        line = describe_page(page, current(), packages_date(ROOT))
        line += _edit_link(page)
        html = f'<p class="verified" data-search-exclude>{line}</p>'
        return [*lines, "", html]


def page_of(md: Markdown) -> str | None:
    """Name the page that is being made, below `docs/` and without its ending.

    Args:
        md: The page's converter, or that of a docstring, which is no page.
    """
    if ParagraphStrippingTreeprocessor.name in md.treeprocessors:
        return None
    for processor in [*md.treeprocessors, *md.preprocessors]:
        file = getattr(processor, "file", None)
        page = getattr(processor, "page", None)
        path = getattr(file, "src_uri", None) or getattr(page, "path", None)
        if path:
            return str(PurePosixPath(path).with_suffix(""))
    return None


def describe_page(page: str, measures: Measures, date: str) -> str:
    """Say on what the programs of a page were seen to run.

    Args:
        page: Its path below `docs/`, without the ending.
        measures: What has been measured and is still as it was.
        date: The date of the packages.
    """
    packages = f"packages of <time>{date}</time>"
    if page.startswith(_REFERENCE):
        return f"Made from Dagster {version('dagster')}, {packages}."
    folder = ROOT / "snippets" / page
    names = [
        path.relative_to(ROOT / "snippets").as_posix()
        for path in sorted(folder.glob("*.py"))
    ]
    if not names:
        return f"Built with Dagster {version('dagster')}, {packages}."
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


@cache
def packages_date(root: Path) -> str:
    """Read the date of which all packages are.

    Args:
        root: The folder that holds `pyproject.toml`.
    """
    settings = tomllib.loads((root / "pyproject.toml").read_text())
    return str(settings["tool"]["uv"]["exclude-newer"])[: len("2026-01-01")]


class Verified(Extension):
    """A line below each page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register before anything takes the HTML away.

        Args:
            md: The converter.
        """
        md.preprocessors.register(VerifiedPreprocessor(md), "verified", 40)


def makeExtension(**_: object) -> Verified:
    """Make the extension, as Python-Markdown asks."""
    return Verified()

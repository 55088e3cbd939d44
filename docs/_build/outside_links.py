"""Keeps the list of links that lead away from the site, with their pages.

The tests compare the list with the built site; what is behind the links is
asked for at night alone. A new link comes into the list by:

    uv run mkdocs build && uv run python -m docs._build.outside_links site
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
LIST = "docs/_build/outside_links.yml"

Links = dict[str, list[str]]


def read_links(root: Path) -> Links:
    """Read the list: the pages by the link that they use.

    Args:
        root: The folder that holds `docs/`.
    """
    return yaml.safe_load((root / LIST).read_text()) or {}


def find_links(pages: Iterable[tuple[str, BeautifulSoup]]) -> Links:
    """Find the links in the text of pages that lead away from the site.

    Args:
        pages: The address of each page, from the root of the site, with what
            it holds.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for address, page in sorted(pages, key=lambda each: each[0]):
        links = page.select('article a[href^="http"]:not([rel=edit])')
        for link in sorted({str(link["href"]) for link in links}):
            if "://127.0.0.1" not in link:
                found[link].append(address)
    return dict(sorted(found.items()))


def compare_links(listed: Links, found: Links) -> list[str]:
    """Say what the list lacks, and what it has in vain.

    Args:
        listed: What the list says.
        found: What stands on the pages.
    """
    remedy = (
        "write the list with `uv run python -m docs._build.outside_links site`"
    )
    return [
        f"{LIST}: {link} stands on {found.get(link, [])}, not on "
        f"{listed.get(link, [])}; {remedy}"
        for link in sorted({*listed, *found})
        if listed.get(link) != found.get(link)
    ]


def main() -> None:
    """Write the list from the built site that the command line names."""
    site = Path(sys.argv[1])
    pages = (
        (
            path.parent.relative_to(site).as_posix(),
            BeautifulSoup(path.read_text(), "html.parser"),
        )
        for path in site.rglob("index.html")
    )
    text = yaml.safe_dump(find_links(pages), width=1000, sort_keys=False)
    (ROOT / LIST).write_text(text)


if __name__ == "__main__":
    main()

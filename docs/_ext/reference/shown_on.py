"""Tells which pages and snippets use a name of the reference."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from docs._ext.core.blocks import block_id
from docs._ext.core.site import Site, per_site
from docs._ext.reference.links import shown_uses
from docs._ext.reference.names import Entry
from docs._ext.reference.uses import find_uses

COVERAGE = "reference/coverage.md"

_WRONG = ("legacy_", "mistake_")
_MOST_PAGES = 3
_NEARLY = 0.4


@dataclass(frozen=True)
class PageUse:
    """A page that shows a name.

    Args:
        page: The page, from the root of the site.
        title: Its heading.
        snippets: The programs on it that show the name, the best first.
        share: How much of the names that its programs show is this one.
    """

    page: str
    title: str
    snippets: tuple[str, ...]
    share: float


@per_site
def find_usage(site: Site) -> dict[str, list[PageUse]]:
    """Map each public name to the pages that show it.

    The most instructive pages come first: those whose code, mistakes left
    aside, is about the name nearly as much as that of any page. Among them,
    and among the others, the navigation decides, which goes from easy to hard.

    Args:
        site: The files of the site.
    """
    shown: defaultdict[str, defaultdict[str, Counter[str]]]
    shown = defaultdict(lambda: defaultdict(Counter))
    for include, places in site.includes.items():
        if include.path.endswith(".py") and include.path in site.snippets:
            for page in {
                page for page, _ in places if page.startswith("docs/")
            }:
                for use in shown_uses(site, include):
                    shown[page][use.name][include.path] += 1
    usage: defaultdict[str, list[PageUse]] = defaultdict(list)
    for page in site.navigation:
        right = Counter(
            {name: _right(files) for name, files in shown[page].items()}
        )
        for name, files in shown[page].items():
            usage[name].append(
                PageUse(
                    page,
                    _title(site.pages[page]),
                    tuple(
                        sorted(files, key=lambda f: (_is_wrong(f), -files[f]))
                    ),
                    right[name] / max(right.total(), 1),
                )
            )
    return {name: _best_first(pages) for name, pages in usage.items()}


def _best_first(pages: list[PageUse]) -> list[PageUse]:
    enough = _NEARLY * max(page.share for page in pages)
    return sorted(pages, key=lambda page: page.share < enough)


@per_site
def covered_names(site: Site) -> frozenset[str]:
    """The public names that a program uses which is no mistake.

    Args:
        site: The files of the site.
    """
    return frozenset(
        use.name
        for path in site.snippets
        if path.endswith(".py") and not _is_wrong(path)
        for use in find_uses(site, path)
    )


def describe_usage(site: Site, entry: Entry) -> str:
    """Say in Markdown which pages show a name.

    Args:
        site: The files of the site.
        entry: The name in the reference.
    """
    up = "../" * (entry.page.count("/") - 1)
    pages = find_usage(site).get(entry.identifier, [])
    if not pages:
        plan = f"[what is still to be written]({up}{COVERAGE})"
        return f"No page shows it yet: {plan}."
    items = [_describe_page(page, up) for page in pages]
    text = "\n".join(["**Shown on**", "", *items[:_MOST_PAGES]])
    if rest := items[_MOST_PAGES:]:
        plural = "page" if len(rest) == 1 else "pages"
        lines = "\n".join(f"    {item}" for item in rest)
        text += f'\n\n??? abstract "{len(rest)} more {plural}"\n\n{lines}'
    return text


def _describe_page(page: PageUse, up: str) -> str:
    address = up + page.page.removeprefix("docs/")
    snippets = ", ".join(
        f"[`{path.rpartition('/')[2]}`]({address}#{block_id(path)})"
        for path in page.snippets
    )
    return f"- [{page.title}]({address}): {snippets}"


def _right(files: Counter[str]) -> int:
    return sum(n for path, n in files.items() if not _is_wrong(path))


def _is_wrong(path: str) -> bool:
    return path.rpartition("/")[2].startswith(_WRONG)


def _title(text: str) -> str:
    return next(
        line.removeprefix("# ").strip()
        for line in text.splitlines()
        if line.startswith("# ")
    )

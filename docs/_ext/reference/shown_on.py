"""Tells which pages and snippets use a name of the reference."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from docs._ext.core.blocks import block_id
from docs._ext.core.includes import Include
from docs._ext.core.site import Site, per_site
from docs._ext.reference.links import shown_uses
from docs._ext.reference.names import Entry
from docs._ext.reference.uses import find_uses

COVERAGE = "reference/coverage.md"

_MOST_PAGES = 3


@dataclass(frozen=True)
class PageUse:
    """A page that shows a name."""

    page: str  # the page, from the root of the site
    title: str  # its heading
    snippets: tuple[str, ...]  # that show the name, the best first


@per_site
def find_usage(site: Site) -> dict[str, list[PageUse]]:
    """Map each public name to the pages that show it, from easy to hard.

    That is the order of the navigation; after it come the pages that only warn
    of what goes wrong with the name.
    """
    shown: defaultdict[str, defaultdict[str, Counter[str]]]
    shown = defaultdict(lambda: defaultdict(Counter))
    for include, places in site.includes.items():
        if include.path in site.programs:
            for page in {page for page, _ in places}:
                for use in shown_uses(site, include):
                    shown[page][use.name][include.path] += 1
    usage: defaultdict[str, list[PageUse]] = defaultdict(list)
    for page in site.navigation:
        title = site.pages[page].partition("\n# ")[2].partition("\n")[0]
        for name, files in shown[page].items():
            best = sorted(files, key=lambda f: (_is_wrong(f), -files[f]))
            usage[name].append(PageUse(page, title, tuple(best)))
    for pages in usage.values():
        pages.sort(key=lambda page: _is_wrong(page.snippets[0]))
    return dict(usage)


@per_site
def covered_names(site: Site) -> frozenset[str]:
    """The public names that a program uses which is not a mistake."""
    return frozenset(
        use.name
        for path in site.programs
        if not _is_wrong(path)
        for use in find_uses(site, path)
    )


def find_example(site: Site, entry: Entry) -> str:
    """Show the smallest program that writes a name, if there is one."""
    up = "../" * (entry.page.count("/") - 1)
    programs = [
        (site.programs[path].count("\n"), path, page)
        for page in find_usage(site).get(entry.identifier, [])
        for path in page.snippets
        if not _is_wrong(path) and Include(path) in site.includes
        if entry.name in site.programs[path]
    ]
    if not programs:
        return ""
    _, path, page = min(programs, key=lambda each: each[:2])
    address = up + page.page.removeprefix("docs/")
    return f'```py\n--8<-- "{path}"\n```\n\nFrom [{page.title}]({address}).'


def describe_usage(site: Site, entry: Entry) -> str:
    """Say in Markdown which pages show a name."""
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


def _is_wrong(path: str) -> bool:
    return path.rpartition("/")[2].startswith(("legacy_", "mistake_"))

"""Makes the index of the search: what `docs/javascripts/search` looks through.

Both builders write the sections of all pages into a file that the search box
asks for. This puts into its place what a reader looks for: the sections without
their code, the words of each page that only readers use (`keywords` in its
front matter), for each name the guide that shows it, and the text of each
error. What weighs less comes later: Dagster's own text after the guides, and
what is superseded last.
"""

import ast
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.utils.meta import get_data

from docs._ext.core.blocks import block_id
from docs._ext.core.site import Page, Site, address_of, per_site
from docs._ext.errors import Mistake, find_mistakes
from docs._ext.reference.names import entries_by_name, exported_names
from docs._ext.reference.shown_on import find_usage

# Where each builder writes its index, and under which key its entries are.
INDEXES = {"search/search_index.json": "docs", "search.json": "items"}
REFERENCE = "reference/"

_ABOUT_THE_SITE = {"contributing/", "maintaining/", "proof/", ""}
_REFERENCE_WEIGHT, _MEMBER_WEIGHT, _LEGACY_WEIGHT = 0.6, 0.2, 0.15
_ABOUT_THE_SITE_WEIGHT = 0.3
_REFERENCE_LENGTH = 160  # of Dagster's own text, in characters
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_PROSE = re.compile(r"<(p|li|ul|ol)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|code|em|kbd|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_CODE_WORD = re.compile(r"--[\w-]+|[A-Za-z_]\w{2,}")
_WORD = re.compile(r"[^\W\d]\w*")
_NAMES_OF_DAGSTER = {"config", "context"}  # An author cannot choose others.
_UNKNOWN = {
    "location": "errors/",
    "title": "This error is not on this site",
    "text": "The nearest errors are below. Theirs may be another cause.",
    "unknown": True,
}

IndexEntry = dict[str, Any]


def write_index(site: Site, built: Path) -> None:
    """Rewrite the index that the builder has written."""
    for name, key in INDEXES.items():
        file = built / name
        if file.exists():
            index = json.loads(file.read_text())
            entries = make_entries(site, index[key])
            index[key] = _name_pages(entries) if key == "items" else entries
            file.write_text(json.dumps(index, separators=(",", ":")))


def _name_pages(entries: list[IndexEntry]) -> list[IndexEntry]:
    """Name the page of each section, which Zensical shows as its path."""
    titles = {it["location"]: it["title"] for it in entries}
    pages = [it["location"].partition("#")[0] for it in entries]
    return [
        it | {"path": [titles[page]]} if page != it["location"] else it
        for it, page in zip(entries, pages, strict=True)
    ]


def make_entries(site: Site, sections: list[IndexEntry]) -> list[IndexEntry]:
    """Make the entries of the index from the builder's, one for a section."""
    entries = [*_read_sections(site, sections)]
    entries += _add_lists(site, {it["location"] for it in entries})
    if any(it["location"].startswith(f"{REFERENCE}assets/") for it in sections):
        entries += _lead_to_guides(site)
    order = {page: place for place, page in enumerate(site.navigation)}
    mistakes = sorted(
        find_mistakes(site),
        key=lambda mistake: order.get(f"docs/{mistake.page}", len(order)),
    )
    entries += [_read_mistake(site, it) for it in mistakes]
    return [*entries, _UNKNOWN]


def _read_sections(
    site: Site, sections: list[IndexEntry]
) -> Iterator[IndexEntry]:
    keywords = _read_keywords(site)
    names: dict[str, list[str]] = {}
    for name in entries_by_name(site).values():
        names.setdefault(address_of(name.page), []).append(name.name)
    for section in sections:
        page, _, anchor = section["location"].partition("#")
        code = " ".join(_PRE.findall(section["text"]))
        blocks = _PROSE.finditer(_PRE.sub(" ", section["text"]))
        prose = _read_text(" ".join(block[0] for block in blocks))
        entry: IndexEntry = {
            "location": section["location"],
            "title": _read_text(section["title"]),
            "text": prose,
        }
        if page.startswith(REFERENCE):
            entry["text"] = prose[:_REFERENCE_LENGTH]
        elif code:
            found = {*_CODE_WORD.findall(_read_text(code))}
            entry["code"] = " ".join(sorted(found))
        if weight := _weigh(page, anchor):
            entry["weight"] = weight
        if not anchor and page in keywords:
            entry["keywords"] = keywords[page]
        if not anchor and page in names:
            entry["names"] = names[page]
        yield entry


@per_site
def _read_keywords(site: Site) -> dict[str, str]:
    """Map the address of each page to what else readers call its topic."""
    found: dict[str, str] = {}
    for path, text in site.pages.items():
        _, front = get_data(text)
        if front.get("keywords"):
            found[address_of(path)] = front["keywords"]
    return found


def _read_text(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())


def _weigh(page: str, anchor: str) -> float | None:
    """Say how much an entry weighs, if not as much as a guide."""
    if page in _ABOUT_THE_SITE:
        return _ABOUT_THE_SITE_WEIGHT
    if not page.startswith(REFERENCE):
        return None
    if page == f"{REFERENCE}superseded/" or exported_names().get(anchor):
        return _LEGACY_WEIGHT
    is_member = anchor.count(".") > 1 and anchor not in exported_names()
    return _MEMBER_WEIGHT if is_member else _REFERENCE_WEIGHT


def _add_lists(site: Site, found: set[str]) -> Iterator[IndexEntry]:
    """Lead to pages whose text is left out, as it repeats other pages."""
    for path, keywords in _read_keywords(site).items():
        if path not in found:
            page = site.read_page(f"docs/{path.removesuffix('/')}.md")
            if isinstance(page, Page):
                yield {
                    "location": path,
                    "title": page.title,
                    "text": page.description,
                    "keywords": keywords,
                }


def _lead_to_guides(site: Site) -> Iterator[IndexEntry]:
    """Lead from each name to the first guide that shows it.

    The text in the address marks the name in the code.
    """
    usage = find_usage(site)
    for identifier, entry in entries_by_name(site).items():
        for guide in usage.get(identifier, [])[:1]:
            block = block_id(guide.snippets[0])
            address = f"{address_of(guide.page)}#{block}"
            yield {
                "location": f"{address}:~:text={entry.name}",
                "title": block,
                "text": f"Shows {entry.name}.",
                "shows": entry.name,
            }


def _read_mistake(site: Site, mistake: Mistake) -> IndexEntry:
    words = {*map(str.lower, _WORD.findall(mistake.text))}
    return {
        "location": f"{address_of(mistake.page)}#{Path(mistake.path).name}",
        "title": mistake.title,
        "text": mistake.message,
        "error": mistake.text.strip(),
        "own": " ".join(sorted(words & find_own_names(site, mistake))),
    }


def find_own_names(site: Site, mistake: Mistake) -> set[str]:
    """Find the words of an error that its reader has others for."""
    program = site.snippets.get(f"{mistake.path.removesuffix('.txt')}.py", "")
    return {*map(str.lower, _names_in(program))} - _NAMES_OF_DAGSTER


def _names_in(program: str) -> Iterator[str]:
    """Yield the names that the author of a program chose."""
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Constant(value=str(text)) if not {*" ./"} & {*text}:
                yield from _WORD.findall(text)

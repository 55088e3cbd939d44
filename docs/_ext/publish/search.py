"""Lets the search find the text of each error, and what newcomers ask for.

A reader pastes an error as the terminal shows it. So each error that a page
explains becomes an entry of the search: the message is its title, and it leads
to the place on the page. What is pasted begins with the word "error", which is
the tag of these entries: so they come first then, and after all pages when a
reader types a name. A name leads to its own page, and below it to the first
guide that shows it. A word for which Dagster has another leads to the pages
that `asked_for.toml` names. All goes into the index that MkDocs has written.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from docs._ext.core.blocks import block_id
from docs._ext.core.site import Site, address_of
from docs._ext.errors import Mistake, find_mistakes
from docs._ext.reference.names import exported_names, find_entries
from docs._ext.reference.shown_on import find_usage

INDEX = "search/search_index.json"
ASKED_FOR = "docs/_ext/publish/asked_for.toml"
_MEMBER = re.compile(r"reference/.+#dagster(?:\.\w+){2}")
_LAST = 0.1  # the boost of what comes after the pages

Entry = dict[str, object]


def add_entries(site: Site, built: Path) -> None:
    """Add errors, guides and words to the index, if MkDocs built the site."""
    file = built / INDEX
    if not file.exists():
        return
    index = json.loads(file.read_text())
    for entry in index["docs"]:
        if _MEMBER.match(entry["location"]):
            entry["boost"] = _LAST  # A name's own page comes before.
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    index["docs"] += map(_lead_to_mistake, find_mistakes(site))
    index["docs"] += _read_words(site, titles)
    index["docs"] += _lead_to_guides(site)
    file.write_text(json.dumps(index, separators=(",", ":")))


def _lead_to_mistake(mistake: Mistake) -> Entry:
    name = mistake.name.rpartition(".")[2]
    # A search for the name of a class is to find its page.
    has_page = f"dagster.{name}" in exported_names()
    message = mistake.message
    return {
        "location": f"{address_of(mistake.page)}#{Path(mistake.path).name}",
        "title": message if has_page else f"{name}: {message}",
        "text": f"{name}. {mistake.title}" if has_page else mistake.title,
        "tags": ["Error"],
        "boost": _LAST,
    }


def _read_words(site: Site, titles: dict[str, str]) -> Iterator[Entry]:
    words = tomllib.loads((site.root / ASKED_FOR).read_text())
    for word, pages in words.items():
        for page in pages:
            yield {
                "location": f"{page}/#{word}",
                "title": f"{word}: {titles[f'{page}/']}",
                "text": "",
                "tags": [word],
            }


def _lead_to_guides(site: Site) -> Iterator[Entry]:
    """Lead from each name to the first guide that shows it.

    The text in the address marks the name in the code, and keeps the addresses
    of two names in one program apart, of which the search would lose one.
    """
    usage = find_usage(site)
    for identifier, entry in find_entries(site).items():
        for guide in usage.get(identifier, [])[:1]:
            block = block_id(guide.snippets[0])
            place = f"{address_of(guide.page)}#{block}"
            yield {
                "location": f"{place}:~:text={entry.name}",
                "title": f"{entry.name}: {block}",
                "text": "",
                "boost": _LAST,
            }

"""Lets the search find the text of each error.

A reader pastes an error as the terminal shows it. So each error that a page
explains becomes an entry of the search: the message is its title, and it leads
to the place on the page. What is pasted begins with the word "error", and that
is the tag of these entries: so they come first, and stay behind all pages when
a reader types a name. All goes into the index that MkDocs has written.
"""

import json
from pathlib import Path

from docs._build.errors import Mistake, find_mistakes
from docs._build.reference import exported_names

INDEX = "search/search_index.json"


def add_errors(root: Path, site: Path) -> None:
    """Add the errors to the index of a built site, if MkDocs built it.

    Args:
        root: The folder that holds `docs/` and `snippets/`.
        site: The folder of the built site.
    """
    file = site / INDEX
    if not file.exists():
        return
    index = json.loads(file.read_text())
    index["docs"] += [_entry(mistake) for mistake in find_mistakes(root)]
    file.write_text(json.dumps(index, separators=(",", ":")))


def _entry(mistake: Mistake) -> dict[str, object]:
    name = mistake.name.rpartition(".")[2]
    place = mistake.page.removesuffix(".md")
    # A search for the name of a class is to find its page.
    has_page = f"dagster.{name}" in exported_names()
    return {
        "location": f"{place}/#{Path(mistake.path).name}",
        "title": mistake.says if has_page else f"{name}: {mistake.says}",
        "text": f"{name}. {mistake.title}" if has_page else mistake.title,
        "tags": ["Error"],
        "boost": 0.1,
    }

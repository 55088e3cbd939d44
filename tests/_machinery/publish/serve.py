"""Builds a copy of the site as `mkdocs serve` does, after each of some edits.

`test_preview.py` runs it in the copy, whose own machinery it imports.
"""

import json
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

PAGE = Path("docs/assets/config.md")
PROGRAM = Path("snippets/assets/config/nested_values.py")
ADDRESS = "http://127.0.0.1:8000/"
BUILT = Path(tempfile.mkdtemp())


def rebuild() -> set[str] | None:
    """Build, and name the pages that were rendered; none if it failed."""
    config = load_config("mkdocs.yml", site_dir=str(BUILT), site_url=ADDRESS)
    hooks = sys.modules["docs/_ext/publish/hooks.py"]
    if not hooks._preview.is_on:
        config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config, serve_url=ADDRESS)
    except Abort:
        return None
    pages = {p.relative_to(BUILT).as_posix() for p in BUILT.rglob("index.html")}
    return pages - {file.dest_uri for file in hooks._preview.kept}


def read_site() -> dict[str, object]:
    """Read all pages, and how many entries the search has."""
    files = [*BUILT.rglob("index.html"), *BUILT.rglob("index.md")]
    index = (BUILT / "search/search_index.json").read_text()
    texts = {str(file.relative_to(BUILT)): file.read_text() for file in files}
    return {**texts, "entries": len(json.loads(index)["docs"])}


def edit(path: Path, added: str) -> str:
    """Add to a file, and give its text before that."""
    text = path.read_text()
    path.write_text(text + added)
    return text


page = "assets/config/index.html"
assert len(rebuild() or ()) > 50
first = read_site()
assert rebuild() == set()
assert read_site() == first, "what is kept is not what was rendered"

edit(PAGE, "\nA new paragraph.\n")
assert rebuild() == {page}
second = read_site()
changed = {name for name in first if first[name] != second[name]}
assert changed == {page, page.replace("html", "md")}

edit(PROGRAM, "\n# a new line\n")
rendered = rebuild() or set()
assert page in rendered
assert len(rendered) < 4, rendered

before = edit(PAGE, "\n[gone](gone.md)\n")
assert rebuild() is None
assert rebuild() is None, "a fault is reported until it is fixed"
PAGE.write_text(before)
assert rebuild() == {page}

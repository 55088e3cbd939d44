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


def rebuild() -> set[str]:
    """Build, and name the pages that were rendered and not kept."""
    config = load_config("mkdocs.yml", site_dir=str(BUILT))
    config.site_url = ADDRESS
    hooks = sys.modules["docs/_ext/publish/hooks.py"]
    if not hooks._preview.is_on:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=ADDRESS)
    pages = {p.relative_to(BUILT).as_posix() for p in BUILT.rglob("index.html")}
    return pages - {file.dest_uri for file in hooks._preview.kept}


def read_site() -> dict[str, str | int]:
    """Read all pages, and how many entries the search has."""
    files = {
        str(path.relative_to(BUILT)): path.read_text()
        for path in BUILT.rglob("*")
        if path.name in {"index.html", "index.md"}
    }
    index = (BUILT / "search/search_index.json").read_text()
    return {**files, "": len(json.loads(index)["docs"])}


def append(path: Path, text: str) -> None:
    """Edit a file as an author does."""
    path.write_text(path.read_text() + text)


def is_refused() -> bool:
    """Build, and tell whether a fault stopped it."""
    try:
        rebuild()
    except Abort:
        return True
    return False


def main() -> None:
    """Build and edit."""
    page = "assets/config/index.html"
    assert len(rebuild()) > 50
    first = read_site()
    assert rebuild() == set()
    assert read_site() == first, "what is kept is not what was rendered"

    append(PAGE, "\nA new paragraph.\n")
    assert rebuild() == {page}
    second = read_site()
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {page, page.replace("html", "md")}

    append(PROGRAM, "\n# a new line\n")
    assert page in (rendered := rebuild())
    assert len(rendered) < 4, rendered

    text = PAGE.read_text()
    append(PAGE, "\n[gone](gone.md)\n")
    assert is_refused()
    assert is_refused(), "a fault is reported until it is fixed"
    PAGE.write_text(text)
    assert rebuild() == {page}


if __name__ == "__main__":
    main()

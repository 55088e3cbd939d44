"""Makes `mkdocs serve` fast: it renders again only what changed.

A page is kept from the build before if its text, its programs and all that it
shares with other pages are the same. MkDocs passes over a kept page, and its
files are written from memory.
"""

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from docs._ext.core.site import Site
from docs._ext.extension import text_marks
from docs._ext.publish.files import PageWriter, make_files, write
from docs._ext.publish.search import write_index

_INDEX = "search/search_index.json"
_TITLE = re.compile("^# .*", re.MULTILINE)


class Preview:
    """What `mkdocs serve` remembers from one build to the next."""

    def __init__(self) -> None:
        self.is_on = False
        self.has_reference = False
        self.kept: list[File] = []
        self._sources: dict[str, object] = {}
        self._rendered: dict[str, tuple[object, Page, str]] = {}
        self._searched: dict[str, list[dict[str, object]]] = {}
        self._files: dict[str, bytes] = {}

    def keep_unchanged(self, site: Site, files: Files) -> None:
        """Choose the pages to keep; the navigation needs their titles."""
        self._sources = find_sources(site)
        self.kept = []
        for file in files.documentation_pages():
            sources, page, _ = self._rendered.get(file.src_uri, (None,) * 3)
            if file.page and page and sources == self._sources[file.src_uri]:
                file.page.title = page.title
                self.kept.append(file)
        self.pass_over(True)

    def pass_over(self, is_hidden: bool) -> None:
        """Hide kept pages from MkDocs, or show them, as links lead to them."""
        level = (
            InclusionLevel.EXCLUDED if is_hidden else InclusionLevel.INCLUDED
        )
        for file in self.kept:
            file.inclusion = level

    def remember(self, page: Page, html: str) -> None:
        """Remember a rendered page."""
        uri = page.file.src_uri
        self._rendered[uri] = self._sources[uri], page, html

    def forget(self) -> None:
        """Render again what a failed build rendered, to report its faults."""
        kept = {file.src_uri for file in self.kept}
        self._rendered = {u: r for u, r in self._rendered.items() if u in kept}

    def complete(self, site: Site, config: MkDocsConfig) -> None:
        """Write what no page of this build is; the skill is made once."""
        kept = {file.src_uri: file for file in self.kept}
        pages = {f.dest_uri: self._rendered[u][2] for u, f in kept.items()}
        if self._files:
            writer = PageWriter(site, config)
            for page in writer.pages.values():
                if page.path.removeprefix("docs/") not in kept:
                    text = writer.write(page)
                    self._files[page.markdown_address] = text.encode()
        else:
            self._files = make_files(site, config)
        built = Path(config.site_dir)
        write(self._files | {n: t.encode() for n, t in pages.items()}, built)
        self._complete_index(built / _INDEX)
        write_index(site, built)

    def _complete_index(self, file: Path) -> None:
        index = json.loads(file.read_text())
        kept = [file.url.removeprefix("./") for file in self.kept]
        found = {url: self._searched.get(url, []) for url in kept}
        for entry in index["docs"]:
            url = entry["location"].partition("#")[0]
            found.setdefault(url, []).append(entry)
        index["docs"] = [entry for of in found.values() for entry in of]
        file.write_text(json.dumps(index))
        self._searched = found


def find_sources(site: Site) -> dict[str, object]:
    """Map each page, by its path below `docs/`, to all that it is made of."""
    overrides = (site.root / "docs/_ext/overrides").rglob("*.html")
    shared = (
        site.settings,
        [file.read_text() for file in sorted(overrides)],
        [(page, _TITLE.findall(text)[:1]) for page, text in site.pages.items()],
    )
    included: dict[str, list[str]] = {}
    for include, places in site.includes.items():
        for page, _ in places:
            text = site.snippets.get(include.path, "")
            included.setdefault(page, []).append(text)
    marks = text_marks(site)
    return {
        page.removeprefix("docs/"): (
            shared,
            marks.expand_page(text),
            included.get(page),
        )
        for page, text in site.pages.items()
    }

"""The one Markdown extension of `mkdocs.yml`: it puts the wings together.

Every builder that uses Python-Markdown runs it, be it MkDocs or Zensical.
"""

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from docs._ext import errors, install, open_in_ui, proof
from docs._ext.core.blocks import CaptionPostprocessor, TitlePreprocessor
from docs._ext.core.marks import Marks, Writer
from docs._ext.core.site import Site, current_site
from docs._ext.reference import links, lists
from docs._ext.releases import badge, history, page_badge, table
from docs._ext.screenshots import PictureTreeprocessor

# What the pages that are published as Markdown say, too.
WRITERS: dict[str, Writer] = {
    "api": history.write_api,
    "changes": table.describe_changes,
    "compatibility": table.write_table,
    "environments": table.describe_environments,
    "errors": errors.write_errors,
    "packages": table.describe_packages,
    "mutants": proof.tabulate_mutants,
    "upgrade": proof.show_upgrade,
    "verified": page_badge.count_proof,
}
CAPTION_PARTS = [open_in_ui.caption_part, badge.caption_part]


def text_marks(site: Site) -> Marks:
    """What replaces marks for readers of Markdown."""
    return Marks(site, WRITERS)


class DagsterByExample(Extension):
    """Captions, marks, links into the reference, pictures and footers."""

    def __init__(self, **options: object) -> None:
        self.config = {
            "reference": [True, "Whether the site has the reference."]
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register each part where it finds what it needs."""
        site = current_site()
        has_reference = bool(self.getConfig("reference"))
        writers = WRITERS | {
            "api": history.draw_api,
            "compatibility": lambda site, _: table.draw_table(site, md),
        }
        if has_reference:
            writers |= lists.WRITERS
        # Before `pymdownx.snippets` (32).
        title = TitlePreprocessor(md, Marks(site, writers))
        md.preprocessors.register(title, "snippet_title", 40)
        last = page_badge.PagePreprocessor(md, site)
        md.preprocessors.register(last, "footer", 39)
        first = install.InstallPreprocessor(md, site)
        md.preprocessors.register(first, "install", 41)
        # After `attr_list` (8) and before the builders' own paths (0).
        picture = PictureTreeprocessor(md, site)
        md.treeprocessors.register(picture, "screenshots", 5)
        # After all stashes.
        filters = [links.link_program] if has_reference else []
        caption = CaptionPostprocessor(md, site, CAPTION_PARTS, filters)
        md.postprocessors.register(caption, "snippet_caption", -10)


def makeExtension(**options: Any) -> DagsterByExample:
    """Make the extension, as Python-Markdown asks."""
    return DagsterByExample(**options)

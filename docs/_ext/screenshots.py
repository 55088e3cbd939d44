"""Pictures of Dagster's UI, as figures.

An author writes `![what it shows](../images/lineage.light.webp "what to look
at")` on a line of its own. The page shows the picture that fits its palette,
with its size, and the words in quotes below.
"""

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from PIL import Image

from docs._ext.core.site import Site

FOLDER = "docs/images"

LIGHT, DARK = ".light.webp", ".dark.webp"


class PictureTreeprocessor(Treeprocessor):
    """Makes figures, before the builder reads where the pictures are."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, root: Element) -> None:
        """Replace each paragraph that is a picture by a figure."""
        for paragraph in root.iter("p"):
            picture = paragraph.find("img")
            if picture is None or len(paragraph) > 1 or paragraph.text:
                continue
            source = picture.get("src", "")
            file = self.site.root / FOLDER / source.rpartition("/")[2]
            if source.endswith(LIGHT) and file.is_file():
                _make_figure(paragraph, picture, file)


def _make_figure(figure: Element, picture: Element, file: Path) -> None:
    source = picture.get("src", "").removesuffix(LIGHT)
    with Image.open(file) as opened:
        width, height = opened.size
    figure.remove(picture)
    figure.tag = "figure"
    figure.set("class", "screenshot")
    frame = SubElement(figure, "div", {"tabindex": "0"})
    for ending, palette in [(LIGHT, "light"), (DARK, "dark")]:
        attributes = {
            "alt": picture.get("alt", ""),
            "src": f"{source}{ending}#only-{palette}",
            "width": str(width),
            "height": str(height),
            "loading": "lazy",
        }
        SubElement(frame, "img", attributes)
    SubElement(figure, "figcaption").text = picture.get("title")

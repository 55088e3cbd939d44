"""A Python-Markdown extension: pictures of Dagster's UI, as figures.

An author writes `![what it shows](../images/lineage.light.webp "what to look
at")` on a line of its own. The page shows the picture that fits its palette,
with its size, and the words in quotes below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from PIL import Image

from docs._build.pages import Problem, Repository
from docs._build.shots import FOLDER, MOST_BYTES, STAGES

ROOT = Path(__file__).parents[2]

TAKE = "`uv run python -m docs._build.screenshots`"

_LIGHT, _DARK = ".light.webp", ".dark.webp"
_REFERENCE = re.compile(
    r"(?<!`)!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]*images/[^)\s]+)"
    r'(?: "(?P<caption>[^"]*)")?\)'
)


class PictureTreeprocessor(Treeprocessor):
    """Makes figures, before the builder reads where the pictures are."""

    def run(self, root: Element) -> None:
        """Replace each paragraph that is a picture by a figure.

        Args:
            root: The page.
        """
        for paragraph in root.iter("p"):
            picture = paragraph.find("img")
            if picture is None or len(paragraph) > 1 or paragraph.text:
                continue
            source = picture.get("src", "")
            file = ROOT / FOLDER / source.rpartition("/")[2]
            if source.endswith(_LIGHT) and file.is_file():
                _make_figure(paragraph, picture, file)


def _make_figure(figure: Element, picture: Element, file: Path) -> None:
    source = picture.get("src", "").removesuffix(_LIGHT)
    with Image.open(file) as opened:
        width, height = opened.size
    figure.remove(picture)
    figure.tag = "figure"
    figure.set("class", "screenshot")
    frame = SubElement(figure, "div", {"tabindex": "0"})
    for ending, palette in [(_LIGHT, "light"), (_DARK, "dark")]:
        attributes = {
            "alt": picture.get("alt", ""),
            "src": f"{source}{ending}#only-{palette}",
            "width": str(width),
            "height": str(height),
            "loading": "lazy",
        }
        SubElement(frame, "img", attributes)
    SubElement(figure, "figcaption").text = picture.get("title")


@dataclass(frozen=True)
class Reference:
    """A picture on a page.

    Args:
        page: The page's path from the root of the repository.
        line: The line, counted from 1.
        alt: What the picture shows.
        file: The name of its file.
        caption: What to look at.
    """

    page: str
    line: int
    alt: str
    file: str
    caption: str


def find_references(repository: Repository) -> Iterator[Reference]:
    """Yield each picture that a page shows.

    Args:
        repository: The files of the site.
    """
    for page, text in repository.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in _REFERENCE.finditer(line):
                yield Reference(
                    page,
                    number,
                    match["alt"],
                    match["target"].rpartition("/")[2],
                    match["caption"] or "",
                )


def check_pictures(root: Path) -> list[Problem]:
    """Find every fault in the pictures and in what pages say of them.

    Args:
        root: The folder that holds `docs/`.

    Returns:
        The faults, by file and line.
    """
    repository = Repository(root)
    references = list(find_references(repository))
    programs = {s.name: stage.program for stage in STAGES for s in stage.shots}
    problems = [
        Problem(reference.page, reference.line, message)
        for reference in references
        for message in _find_faults(repository, reference, programs)
    ]
    shown = {r.file.removesuffix(_LIGHT) for r in references}
    for file in sorted((root / FOLDER).glob("*.webp")):
        name = file.name.partition(".")[0]
        problems += [
            Problem(repository.name(file), 1, message)
            for message in _find_faults_of_file(file, name, shown, programs)
        ]
    return problems


def _find_faults(
    repository: Repository, reference: Reference, programs: dict[str, str]
) -> Iterator[str]:
    if not reference.file.endswith(_LIGHT):
        yield f"write {_LIGHT}; the other palette comes by itself"
        return
    name = reference.file.removesuffix(_LIGHT)
    if not reference.alt or not reference.caption:
        yield (
            'say what the picture shows and what to look at: ![shows](… "look")'
        )
    for ending in (_LIGHT, _DARK):
        if not (repository.root / FOLDER / f"{name}{ending}").is_file():
            yield f"no picture {name}{ending}; take it with {TAKE} {name}"
    above = repository.pages[reference.page].splitlines()[: reference.line]
    program = f"snippets/{programs.get(name)}.py"
    if name in programs and not any(program in line for line in above):
        yield f"the picture is of {program}; show that above it"


def _find_faults_of_file(
    file: Path, name: str, shown: set[str], programs: dict[str, str]
) -> Iterator[str]:
    if name not in programs:
        yield "no shot of docs/_build/shots.py has this name; delete the file"
        return
    if name not in shown:
        yield "stands on no page; show it or delete its shot and its files"
    if file.stat().st_size > MOST_BYTES:
        yield f"{file.stat().st_size} bytes, {MOST_BYTES} at most; show less"
    other = file.with_name(f"{name}{_LIGHT}")
    if other.is_file():
        with Image.open(file) as one, Image.open(other) as two:
            if one.size != two.size:
                yield f"{one.size}, but {other.name} is {two.size}; take both"


class UIPictures(Extension):
    """Pictures of Dagster's UI."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register behind `attr_list` (8) and before the builders' paths (0).

        Args:
            md: The converter.
        """
        md.treeprocessors.register(PictureTreeprocessor(md), "ui_pictures", 5)


def makeExtension(**_: object) -> UIPictures:
    """Make the extension, as Python-Markdown asks."""
    return UIPictures()

"""Checks the pictures of Dagster's UI, and what pages say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from docs._ext.core.site import Problem, Site
from docs._ext.screenshots import DARK, FOLDER, LIGHT
from tests._harness.ui.shots import ENDING, MOST_BYTES, read_stages

SHOOT = "`uv run python -m tests._harness shoot"

_PICTURE = re.compile(
    r"(?<!`)!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]*images/[^)\s]+)"
    r'(?: "(?P<caption>[^"]*)")?\)'
)


@dataclass(frozen=True)
class ShownPicture:
    """A picture on a page: its file's name, what it shows, what to look at."""

    page: str
    line: int
    file: str
    alt: str
    caption: str


def find_shown(site: Site) -> Iterator[ShownPicture]:
    """Yield each picture that a page shows."""
    for page, text in site.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in _PICTURE.finditer(line):
                file = match["target"].rpartition("/")[2]
                caption = match["caption"] or ""
                yield ShownPicture(page, number, file, match["alt"], caption)


def check_pictures(site: Site) -> Iterator[Problem]:
    """Every picture is of the program above it, and on a page."""
    stages, problems = read_stages(site)
    if problems:
        yield from problems
        return
    programs = {s.name: p for p, stage in stages.items() for s in stage.shots}
    shown = list(find_shown(site))
    for each in shown:
        for message in _check_shown(site, each, programs):
            yield Problem(each.page, each.line, message)
    names = {each.file.removesuffix(LIGHT) for each in shown}
    for name in programs.keys() - names:
        path = programs[name].removesuffix(".py") + ENDING
        yield Problem(path, 1, f"{name} is on no page; show or delete it")
    for file in sorted((site.root / FOLDER).glob("*.webp")):
        for message in _check_file(file, set(programs)):
            yield Problem(site.name(file), 1, message)


def _check_shown(
    site: Site, shown: ShownPicture, programs: dict[str, str]
) -> Iterator[str]:
    if not shown.file.endswith(LIGHT):
        yield f"write {LIGHT}; the other palette comes by itself"
        return
    if not shown.alt or not shown.caption:
        yield (
            'say what the picture shows and what to look at: ![shows](… "look")'
        )
    name = shown.file.removesuffix(LIGHT)
    for ending in (LIGHT, DARK):
        if not (site.root / FOLDER / f"{name}{ending}").is_file():
            yield f"no picture {name}{ending}; take it with {SHOOT} {name}`"
    program = programs.get(name)
    above = site.pages[shown.page].splitlines()[: shown.line]
    if program and not any(program in line for line in above):
        yield f"the picture is of {program}; show that above it"


def _check_file(file: Path, names: set[str]) -> Iterator[str]:
    name = file.name.partition(".")[0]
    if name not in names:
        yield f"no {ENDING} has a picture {name!r}; delete the file"
        return
    if file.stat().st_size > MOST_BYTES:
        yield f"{file.stat().st_size} bytes, {MOST_BYTES} at most; show less"
    other = file.with_name(f"{name}{LIGHT}")
    if other.is_file():
        with Image.open(file) as one, Image.open(other) as two:
            if one.size != two.size:
                yield f"{one.size}, but {other.name} is {two.size}; take both"

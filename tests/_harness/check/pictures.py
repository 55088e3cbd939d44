"""Checks the pictures of Dagster's UI, and what pages say of them."""

import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from docs._ext.core.site import Problem, Site
from docs._ext.screenshots import DARK, FOLDER, LIGHT
from tests._harness.ui.shots import ENDING, MOST_BYTES, read_stages

SHOOT = "`uv run python -m tests._harness shoot"

_PICTURE = re.compile(
    r"(?<!`)!\[(?P<alt>[^\]]*)\]\([^)\s]*images/(?P<file>[^)\s]+)"
    r'(?: "(?P<caption>[^"]*)")?\)'
)
_EXAMPLE = '![shows](… "look")'


def check_pictures(site: Site) -> Iterator[Problem]:
    """Every picture is of the program above it, and on a page."""
    stages, problems = read_stages(site)
    if problems:
        yield from problems
        return
    programs = {s.name: p for p, stage in stages.items() for s in stage.shots}
    shown = set()
    for page, text in site.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            above = text.splitlines()[:number]
            for picture in _PICTURE.finditer(line):
                shown.add(picture["file"].removesuffix(LIGHT))
                for message in _check_shown(site, picture, above, programs):
                    yield Problem(page, number, message)
    for name in programs.keys() - shown:
        path = programs[name].removesuffix(".py") + ENDING
        yield Problem(path, 1, f"{name} is on no page; show or delete it")
    for file in sorted((site.root / FOLDER).glob("*.webp")):
        for message in _check_file(file, set(programs)):
            yield Problem(site.name(file), 1, message)


def _check_shown(
    site: Site,
    picture: re.Match[str],
    above: list[str],
    programs: dict[str, str],
) -> Iterator[str]:
    if not picture["file"].endswith(LIGHT):
        yield f"write {LIGHT}; the other palette comes by itself"
        return
    if not picture["alt"] or not picture["caption"]:
        yield f"say what the picture shows and what to look at: {_EXAMPLE}"
    name = picture["file"].removesuffix(LIGHT)
    for ending in (LIGHT, DARK):
        if not (site.root / FOLDER / f"{name}{ending}").is_file():
            yield f"no picture {name}{ending}; take it with {SHOOT} {name}`"
    program = programs.get(name)
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

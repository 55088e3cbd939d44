"""Checks the pictures of Dagster's UI, and what pages say of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from docs._ext.core.site import Problem, Site
from docs._ext.screenshots import DARK, FOLDER, LIGHT
from tests._harness.ui.shots import MOST_BYTES, STAGES

TAKE = "`uv run python -m tests._harness.ui.camera`"

_REFERENCE = re.compile(
    r"(?<!`)!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]*images/[^)\s]+)"
    r'(?: "(?P<caption>[^"]*)")?\)'
)


@dataclass(frozen=True)
class Reference:
    """A picture on a page.

    Args:
        page: The page's path from the root of the site.
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


def find_references(site: Site) -> Iterator[Reference]:
    """Yield each picture that a page shows.

    Args:
        site: The files of the site.
    """
    for page, text in site.pages.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in _REFERENCE.finditer(line):
                yield Reference(
                    page,
                    number,
                    match["alt"],
                    match["target"].rpartition("/")[2],
                    match["caption"] or "",
                )


def check_pictures(site: Site) -> list[Problem]:
    """Find every fault in the pictures and in what pages say of them.

    Args:
        site: The files of the site.

    Returns:
        The faults, by file and line.
    """
    references = list(find_references(site))
    programs = {s.name: stage.program for stage in STAGES for s in stage.shots}
    problems = [
        Problem(reference.page, reference.line, message)
        for reference in references
        for message in _find_faults(site, reference, programs)
    ]
    shown = {r.file.removesuffix(LIGHT) for r in references}
    for file in sorted((site.root / FOLDER).glob("*.webp")):
        name = file.name.partition(".")[0]
        problems += [
            Problem(site.name(file), 1, message)
            for message in _find_faults_of_file(file, name, shown, programs)
        ]
    return problems


def _find_faults(
    site: Site, reference: Reference, programs: dict[str, str]
) -> Iterator[str]:
    if not reference.file.endswith(LIGHT):
        yield f"write {LIGHT}; the other palette comes by itself"
        return
    name = reference.file.removesuffix(LIGHT)
    if not reference.alt or not reference.caption:
        yield (
            'say what the picture shows and what to look at: ![shows](… "look")'
        )
    for ending in (LIGHT, DARK):
        if not (site.root / FOLDER / f"{name}{ending}").is_file():
            yield f"no picture {name}{ending}; take it with {TAKE} {name}"
    above = site.pages[reference.page].splitlines()[: reference.line]
    program = f"snippets/{programs.get(name)}.py"
    if name in programs and not any(program in line for line in above):
        yield f"the picture is of {program}; show that above it"


def _find_faults_of_file(
    file: Path, name: str, shown: set[str], programs: dict[str, str]
) -> Iterator[str]:
    if name not in programs:
        yield "no shot has this name; delete the file"
        return
    if name not in shown:
        yield "stands on no page; show it or delete its shot and its files"
    if file.stat().st_size > MOST_BYTES:
        yield f"{file.stat().st_size} bytes, {MOST_BYTES} at most; show less"
    other = file.with_name(f"{name}{LIGHT}")
    if other.is_file():
        with Image.open(file) as one, Image.open(other) as two:
            if one.size != two.size:
                yield f"{one.size}, but {other.name} is {two.size}; take both"

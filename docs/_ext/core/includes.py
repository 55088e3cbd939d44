"""Finds the fenced code blocks of a Markdown page and what they include."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown

MARK = "# →"
"""What a line of output begins with."""

_OPENING = re.compile(
    r"^(?P<prefix>[\s>]*)(?P<marker>`{3,}|~{3,})(?P<info>.*)$"
)
_INCLUDE = re.compile(
    r'^[\s>]*--8<-- "(?P<path>[^":]+)(?::(?P<section>[a-z][-_0-9a-z]*))?"$'
)
_SECTION_MARK = re.compile(
    r"--8<--\s*\[\s*(?P<kind>start|end)\s*:\s*(?P<name>[a-z][-_0-9a-z]*)\s*\]"
)


@dataclass(frozen=True)
class Include:
    """A file, or one of its sections, that a fence shows."""

    path: str
    section: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.section}" if self.section else self.path


@dataclass(frozen=True)
class Fence:
    """A fenced code block."""

    line: int  # the line of its opening mark, counted from 1
    info: str  # what follows the opening mark, such as the language
    body: tuple[str, ...]  # the lines between the two marks

    @property
    def language(self) -> str:
        """The first word of the info string, without decoration."""
        words = self.info.strip().strip("{}").split()
        return words[0].lstrip(".") if words else ""

    @property
    def include(self) -> Include | None:
        """What the fence includes, if that is all that it holds."""
        return parse_include(self.body[0]) if len(self.body) == 1 else None


def parse_include(line: str) -> Include | None:
    """Read an include line of `pymdownx.snippets`."""
    match = _INCLUDE.match(line)
    return Include(match["path"], match["section"]) if match else None


def find_fences(text: str) -> Iterator[Fence]:
    """Yield every fence, be it indented, quoted, of tildes or of four marks."""
    opening: re.Match[str] | None = None
    start = 0
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _OPENING.match(line)
        if opening is None:
            if match and not ("`" in match["marker"] and "`" in match["info"]):
                opening, start, body = match, number, []
        elif match and _closes(opening, match):
            yield Fence(start, opening["info"], tuple(body))
            opening = None
        else:
            body.append(line)
    if opening is not None:
        yield Fence(start, opening["info"], tuple(body))


def _closes(opening: re.Match[str], line: re.Match[str]) -> bool:
    return not line["info"].strip() and line["marker"].startswith(
        opening["marker"]
    )


def without_fences(text: str) -> str:
    """Empty the lines of all fences, so that the others keep their numbers."""
    lines = text.splitlines()
    for fence in find_fences(text):
        end = fence.line + len(fence.body) + 1
        lines[fence.line - 1 : end] = [""] * (len(fence.body) + 2)
    return "\n".join(lines)


def find_pictures(text: str) -> Iterator[tuple[Include, int]]:
    """Yield what a page includes outside of its fences, with its line."""
    for number, line in enumerate(without_fences(text).splitlines(), 1):
        if include := parse_include(line):
            yield include, number


def find_sections(text: str) -> dict[str, int]:
    """Map the name of each section in a file to the line that starts it."""
    return {
        match["name"]: number
        for number, line in enumerate(text.splitlines(), 1)
        if (match := _SECTION_MARK.search(line)) and match["kind"] == "start"
    }


def without_section_marks(text: str) -> str:
    """Drop the lines that only mark where a section starts or ends."""
    kept = (
        line
        for line in text.splitlines(keepends=True)
        if not _SECTION_MARK.search(line)
    )
    return "".join(kept)


def shown_lines(text: str, section: str | None) -> list[int]:
    """Number the lines that `pymdownx.snippets` shows of a file, from 1."""
    shown: list[int] = []
    inside = section is None
    for number, line in enumerate(text.splitlines(), 1):
        mark = _SECTION_MARK.search(line)
        if mark and mark["name"] == section:
            inside = mark["kind"] == "start"
        elif inside and not mark:
            shown.append(number)
    return shown


def expand(include: Include, root: Path) -> str:
    """Give the text that `pymdownx.snippets` shows instead of an include."""
    options = {
        "base_path": [str(root)],
        "check_paths": True,
        "dedent_subsections": True,
    }
    md = Markdown(
        extensions=["pymdownx.snippets"],
        extension_configs={"pymdownx.snippets": options},
    )
    lines = md.preprocessors["snippet"].run([f'--8<-- "{include}"'])
    return "\n".join(lines).strip("\n")

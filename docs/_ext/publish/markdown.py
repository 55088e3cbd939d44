"""Turns pages into Markdown that stands alone, for readers without a browser.

Programs, their output and their errors stand in the text; marks of sections,
tabs and pictures become words.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

from docs._ext.core.blocks import LABELS
from docs._ext.core.includes import (
    Fence,
    Include,
    expand,
    find_fences,
    parse_include,
)
from docs._ext.core.marks import Marks
from docs._ext.core.site import Page, Site
from docs._ext.releases.table import runs_on

Link = Callable[[str], str]

_BOX = re.compile(
    r'^(?:===|!!!|\?\?\?\+?) ?(?P<kind>[\w ]*?) ?(?:"(?P<label>[^"]*)")?$'
)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\([^)]*\)")
_ATTRIBUTES = re.compile(r" ?\{:? ?[.#][^{}]*\}$")
_TAGS = re.compile(r"^(<[^>]+>)+$|^<!--.*-->$")
_REFERENCE = re.compile(r"^::: (?P<name>[\w.]+)$")


class Exporter:
    """Writes pages as Markdown.

    Args:
        site: The files of the site.
        marks: What stands in for marks.
        whole: Show the whole program, once, where a page shows a part of it.
    """

    def __init__(
        self, site: Site, marks: Marks, *, whole: bool = False
    ) -> None:
        self.marks = marks
        self.site = site
        self.whole = whole

    def export(self, page: Page, link: Link) -> str:
        """Write a page as Markdown.

        Args:
            page: The page.
            link: Gives a new target for that of a link, or nothing if the text
                of the link is to stand alone.
        """
        lines = list(_open_boxes(page.text.splitlines()))
        fences = {f.line: f for f in find_fences("\n".join(lines))}
        shown: set[str] = set()
        written: list[str] = []
        number = 0
        while number < len(lines):
            line = lines[number]
            number += 1
            fence = fences.get(number)
            if fence:
                indent = line[: len(line) - len(line.lstrip())]
                written += [
                    f"{indent}{each}".rstrip()
                    for each in self._write_fence(fence, shown)
                ]
                number += len(fence.body) + 1
            elif self._is_hollow(line, lines[number:]):
                continue
            elif line.strip() or (written and written[-1]):
                written += self._write_line(line, link)
        if page.description:
            written[1:1] = ["", f"> {page.description}"]
        return "\n".join(written).strip("\n") + "\n"

    def _write_line(self, line: str, link: Link) -> Iterator[str]:
        if self.marks.is_mark(line):
            for each in self.marks.expand(line):
                yield from self._write_line(each.replace("<br>", ", "), link)
        elif include := parse_include(line):
            yield _describe_picture(self.site.root / include.path)
        elif reference := _REFERENCE.match(line):
            yield f"## `{reference['name']}`"
        elif self.whole and _PICTURE.fullmatch(line):
            return  # Who reads all of the programs needs no words for it.
        elif not _TAGS.match(line.strip()):
            line = _PICTURE.sub(r"(Picture: \g<text>)", line)
            line = _ATTRIBUTES.sub("", line)
            yield _LINK.sub(lambda m: _relink(m, link), line)

    def _write_fence(self, fence: Fence, shown: set[str]) -> Iterator[str]:
        include = fence.include
        if include is None:
            yield from _fence(fence.language, "\n".join(fence.body))
            return
        if self.whole and include.path.endswith(".py"):
            if include.path in shown:
                yield f"See `{Path(include.path).name}` above."
                return
            shown.add(include.path)
            include = Include(include.path)
        yield self.caption(include)
        yield ""
        yield from _fence(fence.language, expand(include, self.site.root))

    def caption(self, include: Include) -> str:
        """Give the line above a block.

        Args:
            include: What the block shows.
        """
        file = Path(include.path)
        prefix = file.name.partition("_")[0]
        if file.suffix == ".txt" and prefix == "mistake":
            return "What you see:"
        if file.suffix == ".console":
            return "In a terminal:"
        label = LABELS.get(prefix, "")
        part = f"part “{include.section}” of " if include.section else ""
        name = file.name if self.whole else include.path
        releases = runs_on(self.site, include.path)
        words = [label, f"{part}`{name}`", releases]
        caption = ", ".join(word for word in words if word)
        return f"{caption[0].upper()}{caption[1:]}:"

    def _is_hollow(self, line: str, following: list[str]) -> bool:
        """Whether a heading has below it only what browsers show."""
        level = len(line) - len(line.lstrip("#"))
        if not level:
            return False
        for each in following:
            if re.match(rf"#{{1,{level}}} ", each):
                return True
            if self.marks.is_mark(each) or (
                each.strip() and not _TAGS.match(each.strip())
            ):
                return False
        return True


def _fence(language: str, text: str) -> Iterator[str]:
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    yield f"{marks}{language}"
    yield from text.split("\n")
    yield marks


def _relink(match: re.Match[str], link: Link) -> str:
    if re.match(r"\w+:|#", match["target"]):
        return match[0]
    target = link(match["target"])
    return f"[{match['text']}]({target})" if target else match["text"]


def _open_boxes(lines: list[str]) -> Iterator[str]:
    """Put what stands in tabs and notes below its label."""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        box = _BOX.match(line)
        if not box:
            yield line
            continue
        inside = []
        while number < len(lines) and re.match(r"    |\s*$", lines[number]):
            inside.append(lines[number][4:])
            number += 1
        yield f"**{box['label'] or box['kind'].capitalize()}**"
        yield ""
        yield from _open_boxes(inside)


def _describe_picture(file: Path) -> str:
    title, *_ = _read_tag("title", file)
    return f"{title}: {' '.join(_read_tag('desc', file))}"


def _read_tag(tag: str, file: Path) -> list[str]:
    """The text of each such tag: a file may hold several pictures."""
    found = re.findall(rf"<{tag}[^>]*>([^<]+)<", file.read_text())
    return [unescape(text) for text in found]

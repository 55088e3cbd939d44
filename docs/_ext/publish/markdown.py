"""Turns pages into Markdown that is complete, for readers without a browser.

It shows programs with their output and errors; tabs, notes and pictures become
words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import groupby
from pathlib import PurePosixPath

from docs._ext.core.blocks import LABELS
from docs._ext.core.includes import (
    Fence,
    Include,
    expand,
    find_fences,
    parse_include,
)
from docs._ext.core.marks import Marks
from docs._ext.core.site import Page, Site, per_site
from docs._ext.releases.badge import runs_on

Link = Callable[[str], str]
"""Gives a new target for that of a link, or nothing to keep its text alone."""

_BOX = re.compile(
    r'^(?:===|!!!|\?\?\?\+?) ?(?P<kind>[\w ]*?) ?(?:"(?P<label>[^"]*)")?$'
)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\([^)]*\)")
_ATTRIBUTES = re.compile(r" ?\{:? ?[.#][^{}]*\}$")
_TAGS = re.compile(r"^\s*((<[^>]+>)+|<!--.*-->)?\s*$")
_SVG_TITLE = re.compile("<title[^>]*>([^<]+)<")
_SVG_TEXT = re.compile("<desc[^>]*>([^<]+)<")


class Exporter:
    """Writes pages as Markdown.

    Where a page shows a part of a program, `whole` shows all of it, once.
    """

    def __init__(
        self, site: Site, marks: Marks, *, whole: bool = False
    ) -> None:
        self.site = site
        self.marks = marks
        self.whole = whole

    def export(self, page: Page, link: Link) -> str:
        """Write a page as Markdown."""
        lines = list(_open_boxes(page.text.splitlines()))
        if self.whole:
            lines = list(_without_contents(lines))
        fences = {f.line: f for f in find_fences("\n".join(lines))}
        shown: set[str] = set()
        written: list[str] = []
        fence_end = 0
        for number, line in enumerate(lines, 1):
            if number <= fence_end:
                continue
            if fence := fences.get(number):
                fence_end = number + len(fence.body) + 1
                indent = line[: len(line) - len(line.lstrip())]
                block = self._write_fence(fence, shown)
                written += [f"{indent}{each}".rstrip() for each in block]
            elif self._is_empty_section(line, lines[number:]):
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
            yield _describe_picture(self.site.snippets[include.path])
        elif self.whole and _PICTURE.fullmatch(line):
            return  # Who reads all of the programs needs no words for it.
        elif not line.strip() or not _TAGS.match(line):
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
                yield f"See `{PurePosixPath(include.path).name}` above."
                return
            shown.add(include.path)
            include = Include(include.path)
        yield self._caption(include)
        yield ""
        yield from _fence(fence.language, shown_text(self.site, include))

    def _caption(self, include: Include) -> str:
        file = PurePosixPath(include.path)
        prefix = file.name.partition("_")[0]
        if file.suffix == ".txt" and prefix == "mistake":
            return "What you see:"
        if file.suffix == ".console":
            return "In a terminal:"
        part = f"part “{include.section}” of " if include.section else ""
        name = file.name if self.whole else include.path
        releases = runs_on(self.site, include.path)
        words = [LABELS.get(prefix, ""), f"{part}`{name}`", releases]
        caption = ", ".join(word for word in words if word)
        return f"{caption[0].upper()}{caption[1:]}:"

    def _is_empty_section(self, line: str, following: Iterable[str]) -> bool:
        """Whether a heading has below it only what browsers show."""
        level = len(line) - len(line.lstrip("#"))
        if not level:
            return False
        for each in following:
            if re.match(rf"#{{1,{level}}} ", each):
                return True
            if self.marks.is_mark(each) or not _TAGS.match(each):
                return False
        return True


@per_site
def shown_text(site: Site, include: Include) -> str:
    """Give the text that a page shows of a file."""
    return expand(include, site.root)


def _fence(language: str, text: str) -> Iterator[str]:
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    yield from (f"{marks}{language}", *text.split("\n"), marks)


def _relink(match: re.Match[str], link: Link) -> str:
    if re.match(r"\w+:|#", match["target"]):
        return match[0]
    target = link(match["target"])
    return f"[{match['text']}]({target})" if target else match["text"]


def _open_boxes(lines: Iterable[str]) -> Iterator[str]:
    """Put what is in tabs and notes below its label."""
    inside: list[str] = []
    is_inside = False
    for line in lines:
        if is_inside and re.match(r"    |\s*$", line):
            inside.append(line[4:])
            continue
        if inside:
            yield from _open_boxes(inside)
        inside, is_inside = [], False
        if box := _BOX.match(line):
            yield from (f"**{box['label'] or box['kind'].capitalize()}**", "")
            is_inside = True
        else:
            yield line
    if inside:
        yield from _open_boxes(inside)


def _without_contents(lines: Iterable[str]) -> Iterator[str]:
    """Leave out tables that only lead to sections of the same page."""
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        rows = list(group)
        if not (is_table and all("](#" in row for row in rows[2:])):
            yield from rows


def _describe_picture(svg: str) -> str:
    """Give the words of a file, which may hold several pictures."""
    title, *_ = _SVG_TITLE.findall(svg)
    return unescape(f"{title}: {' '.join(_SVG_TEXT.findall(svg))}")

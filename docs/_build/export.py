"""Turns pages into Markdown that stands alone, for readers without a browser.

Programs, their output and their errors stand in the text; marks of sections,
tabs and pictures become words.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from textwrap import dedent

import yaml

from docs._build.code_blocks import LABELS
from docs._build.compatibility import runs_on
from docs._build.fences import (
    Fence,
    Include,
    find_fences,
    parse_include,
    without_section_marks,
)
from docs._build.marks import is_mark, write_mark
from docs._build.pages import Problem, nav_paths, read_nav

Link = Callable[[str], str]

_FRONT = re.compile(r"\A---\n(?P<matter>.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^# (?P<title>.+)$", re.MULTILINE)
_BOX = re.compile(
    r'^(?:===|!!!|\?\?\?\+?) ?(?P<kind>[\w ]*?) ?(?:"(?P<label>[^"]*)")?$'
)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\([^)]*\)")
_ATTRIBUTES = re.compile(r" ?\{:? ?[.#][^{}]*\}$")
_TAGS = re.compile(r"^(<[^>]+>)+$|^<!--.*-->$")
_REFERENCE = re.compile(r"^::: (?P<name>[\w.]+)$")


class ExportError(Exception):
    """What is to be published has faults; the message lists them.

    Args:
        problems: The faults.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, sorted(problems))))


@dataclass(frozen=True)
class Page:
    """A page of the site.

    Args:
        path: Its path from the root of the repository.
        title: Its heading.
        description: The sentence that says what is on it.
        text: Its Markdown, without front matter.
    """

    path: str
    title: str
    description: str
    text: str

    @property
    def name(self) -> str:
        """The path below `docs/`, without the ending."""
        return self.path.removeprefix("docs/").removesuffix(".md")

    @property
    def address(self) -> str:
        """The page's folder on the site, from its root, as Markdown."""
        return "index.md" if self.name == "index" else f"{self.name}/index.md"


def read_topics(root: Path) -> dict[str, list[Page]]:
    """Read all pages, in the order of the navigation, by topic.

    Args:
        root: The folder that holds `docs/` and `mkdocs.yml`.

    Raises:
        ExportError: A page does not say what it is about.
    """
    topics: dict[str, list[Page]] = {}
    problems: list[Problem] = []
    nav = read_nav((root / "mkdocs.yml").read_text())
    assert isinstance(nav, list)
    for entry in nav:
        (topic, below), *_ = entry.items()
        for name in nav_paths(below):
            if name.startswith("reference/"):
                continue  # Dagster's own text, which its package has.
            page = _read_page(root, f"docs/{name}")
            if isinstance(page, Problem):
                problems.append(page)
            else:
                topics.setdefault(topic, []).append(page)
    if problems:
        raise ExportError(problems)
    return topics


def _read_page(root: Path, path: str) -> Page | Problem:
    text = (root / path).read_text()
    front = _FRONT.match(text)
    matter = yaml.safe_load(front["matter"]) if front else {}
    if not matter.get("description"):
        message = "no description; start the page with front matter"
        return Problem(path, 1, message)
    text = _FRONT.sub("", text).lstrip()
    title = _TITLE.match(text)
    if not title:
        return Problem(path, 1, "no title; start the text with a # heading")
    return Page(path, title["title"], matter["description"], text)


def read_include(root: Path, include: Include) -> str:
    """Read a file, or a section of it, as a page shows it.

    Args:
        root: The folder that holds `snippets/`.
        include: The file and its section.
    """
    text = (root / include.path).read_text()
    if include.section:
        start, end = (
            re.compile(rf"^.*\[{kind}:{include.section}\]\s*$", re.MULTILINE)
            for kind in ["start", "end"]
        )
        text = end.split(start.split(text, maxsplit=1)[1], maxsplit=1)[0]
        text = dedent(without_section_marks(text))
    return without_section_marks(text).strip("\n")


class Exporter:
    """Writes pages as Markdown.

    Args:
        root: The folder that holds `docs/` and `snippets/`.
        whole: Show the whole program, once, where a page shows a part of it.
    """

    def __init__(self, root: Path, *, whole: bool = False) -> None:
        self.root = root
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
            elif _is_hollow(line, lines[number:]):
                continue
            elif line.strip() or (written and written[-1]):
                written += self._write_line(line, link)
        if page.description:
            written[1:1] = ["", f"> {page.description}"]
        return "\n".join(written).strip("\n") + "\n"

    def _write_line(self, line: str, link: Link) -> Iterator[str]:
        if is_mark(line):
            for each in write_mark(line, self.root):
                yield from self._write_line(each.replace("<br>", ", "), link)
        elif include := parse_include(line):
            yield _describe_picture(self.root / include.path)
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
        yield from _fence(fence.language, read_include(self.root, include))

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
        releases = runs_on(include.path)
        words = [label, f"{part}`{name}`", releases]
        caption = ", ".join(word for word in words if word)
        return f"{caption[0].upper()}{caption[1:]}:"


def _is_hollow(line: str, following: list[str]) -> bool:
    """Whether a heading has nothing below it but what only browsers show."""
    level = len(line) - len(line.lstrip("#"))
    if not level:
        return False
    for each in following:
        if re.match(rf"#{{1,{level}}} ", each):
            return True
        if is_mark(each) or (each.strip() and not _TAGS.match(each.strip())):
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

"""Finds what is typed into a page where only what ran may be shown.

Each page is rendered by the extensions of the site, but without what it
includes. Whatever looks like code or a picture then was typed, in whichever way
Markdown and HTML allow.
"""

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator

import soupsieve
from bs4 import BeautifulSoup, Comment, Tag
from markdown import Markdown
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from docs._ext.core.includes import find_fences, parse_include
from docs._ext.core.marks import Marks
from docs._ext.core.site import Problem, Site
from docs._ext.extension import WRITERS
from docs._ext.reference import lists

MOST_WORDS = 900
_MARKS = WRITERS | lists.WRITERS
# They show what is included, and data.
_LEFT_OUT = {"docs._ext.extension", "pymdownx.snippets"}
_INCLUDED = "an include instead of this"
_SHOWS_CODE = soupsieve.compile(
    "pre, tt, samp, xmp, listing, plaintext, textarea, code, .highlight, "
    "iframe, object, embed, script, style, svg, canvas"
)


def check_typed(site: Site) -> Iterator[Problem]:
    """A page is prose, and not too much of it; the rest is included."""
    md = _make_converter(site)
    for page, text in site.pages.items():
        lines = _hide_includes(site, text)
        soup = _render(md, lines)
        for number, message in enumerate([*_find_faults(soup)], 1):
            yield Problem(page, _locate(md, lines, number), message)
        for block in soup.find_all("pre"):
            block.decompose()
        words = len(re.findall(r"\w[\w'’.-]*", soup.get_text()))
        if words > MOST_WORDS:
            message = f"{words} words of prose, {MOST_WORDS} at most; cut it"
            yield Problem(page, 1, message)


def _locate(md: Markdown, lines: list[str], number: int) -> int:
    """The line with which the page has so many faults."""

    def count_faults(end: int) -> int:
        return len([*_find_faults(_render(md, lines[:end]))])

    return bisect_left(range(len(lines)), number, lo=1, key=count_faults)


def _make_converter(site: Site) -> Markdown:
    """Make a converter with the extensions of `mkdocs.yml`."""
    options: dict[str, dict[str, object]] = {}
    for entry in yaml_load(site.settings)["markdown_extensions"]:
        options |= entry if isinstance(entry, dict) else {entry: {}}
    names = [name for name in options if name not in _LEFT_OUT]
    return Markdown(extensions=names, extension_configs=options)


def _render(md: Markdown, lines: list[str]) -> BeautifulSoup:
    return BeautifulSoup(md.reset().convert("\n".join(lines)), "html.parser")


def _hide_includes(site: Site, text: str) -> list[str]:
    """Empty front matter and marks, and replace the text of fences."""
    lines = text.splitlines()
    front = len(lines) - len(get_data(text)[0].splitlines())
    lines[:front] = [""] * front
    for fence in find_fences(text):
        for number in range(fence.line, fence.line + len(fence.body)):
            indent = re.match(r"[\s>]*", lines[number])
            lines[number] = f"{indent[0] if indent else ''}{_INCLUDED}"
    marks = Marks(site, _MARKS)
    return [
        "" if marks.is_mark(line) or parse_include(line) else line
        for line in lines
    ]


def _find_faults(soup: BeautifulSoup) -> Iterator[str]:
    for element in soup.descendants:
        if isinstance(element, Comment):
            names = ", ".join(sorted(_MARKS))
            yield (
                f"<!--{element}--> is not a mark; the marks are, each on a "
                f"line of its own: {names}"
            )
        elif isinstance(element, Tag) and element.name == "img":
            yield from _find_faults_of_image(element)
        elif isinstance(element, Tag) and _is_typed_code(element):
            yield (
                "code typed into a page; put it into a file under snippets/ "
                "and include that"
            )


def _find_faults_of_image(image: Tag) -> Iterator[str]:
    if not image.get("alt"):
        yield "image without alternative text; describe it"
    if "images/" not in str(image.get("src")):
        yield "no program makes this picture; include the .svg of a program"


def _is_typed_code(element: Tag) -> bool:
    shows_code = _SHOWS_CODE.match
    if not shows_code(element) or element.find_parent(shows_code):
        return False
    text = element.get_text()
    if element.name == "code":
        is_block = "\n" in text or _is_alone(element)
        return is_block or _count_statements(text) > 1
    return {line.strip() for line in text.split("\n")} - {""} != {_INCLUDED}


def _is_alone(code: Tag) -> bool:
    """Whether a paragraph is code and nothing else."""
    around = code.find_parent(["li", "td", "p", "div"])
    if around is None or around.name not in ("p", "div"):
        return False
    text = around.get_text()
    for each in around.find_all("code"):
        text = text.replace(each.get_text(), "")
    return not re.search(r"\w", text)


def _count_statements(text: str) -> int:
    try:
        return len(ast.parse(text).body)
    except SyntaxError:
        return 0

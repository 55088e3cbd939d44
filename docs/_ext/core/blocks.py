"""What is around an embedded file: its path, its download, its output.

A preprocessor names the file in the fence's title, which the highlighter
carries through; a postprocessor turns that title into the caption. So blocks
in lists, notes and tabs work, in every builder that uses Python-Markdown.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import quote

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from docs._ext.core.includes import (
    MARK,
    Include,
    parse_include,
    without_section_marks,
)
from docs._ext.core.marks import Marks
from docs._ext.core.site import Site, path_to_root, per_site

LABELS = {"legacy": "Legacy", "mistake": "Mistake"}

CaptionPart = Callable[[Site, str, str], str]
"""Gives HTML, from the site, a program's path and what leads to the root."""
CodeFilter = Callable[[Site, Include, str], str]
"""Gives the HTML of a shown program anew."""

_OPENING = re.compile(r"^[\s>]*(`{3,}|~{3,})\s*\w+\s*$")
_BLOCK = re.compile(
    r'<div class="highlight"><span class="filename">file:'
    r"(?P<path>[^<:]+)(?::(?P<section>[^<]+))?</span>"
    r"(?P<opening><pre><span></span><code>)(?P<code>.*?)(?=</code></pre>)",
    re.DOTALL,
)
_MISTAKE = re.compile(
    r'(?:<div class="highlight (?:mistake|raises)[^"]*">.*?</pre></div>\s*)+',
    re.DOTALL,
)
_NAME = re.compile(r'download="([^"]+)"')
_OUTPUT = re.compile(
    rf'(?P<before>\n *)?<span class="c1">{MARK}(?P<text>[^<]*)</span>'
)
_TERMINAL_OUTPUT = re.compile(r'(?:<span class="go">[^<]*</span>\n?)+')


class TitlePreprocessor(Preprocessor):
    """Writes what marks ask for, and names a fence's file in its title."""

    def __init__(self, md: Markdown, marks: Marks) -> None:
        super().__init__(md)
        self.marks = marks

    def run(self, lines: list[str]) -> list[str]:
        """Run before `pymdownx.snippets` expands the includes."""
        titled: list[str] = []
        for line in lines:
            include = parse_include(line)
            if include and titled and _OPENING.match(titled[-1]):
                titled[-1] += f' title="file:{include}"'
            titled += self.marks.expand(line)
        return titled


class CaptionPostprocessor(Postprocessor):
    """Turns titles into captions, and tells output from comments.

    Besides its path, a caption of a program says what the parts say of it; the
    filters change its code.
    """

    def __init__(
        self,
        md: Markdown,
        site: Site,
        parts: Sequence[CaptionPart],
        filters: Sequence[CodeFilter],
    ) -> None:
        super().__init__(md)
        self.site = site
        self.parts = parts
        self.filters = filters

    def run(self, text: str) -> str:
        """Run on the HTML, with all stashed parts back in place."""
        anchored: set[str] = set()
        text = _BLOCK.sub(lambda m: self._dress(m, anchored), text)
        text = _MISTAKE.sub(_fold, text)
        return _OUTPUT.sub(
            lambda m: (
                f'<span class="output-line">{m["before"] or ""}'
                f'<span class="output">{MARK}'
                f'<span class="output-text">{m["text"]}</span></span></span>'
            ),
            text,
        )

    def _dress(self, block: re.Match[str], anchored: set[str]) -> str:
        include = Include(unescape(block["path"]), block["section"])
        opening = self._caption(include)
        if include.path not in anchored:
            anchored.add(include.path)
            # Around the code, it would become a part of the selector by which
            # the theme looks for what to copy, where a dot means a class.
            anchor = f'<span id="{block_id(include.path)}" class="filename"'
            opening = opening.replace('<span class="filename"', anchor, 1)
        code = block["code"]
        if include.path.endswith(".py"):
            for change in self.filters:
                code = change(self.site, include, code)
        code = _TERMINAL_OUTPUT.sub(
            r'<span class="output-line">\g<0></span>', code
        )
        return f"{opening}{block['opening']}{code}"

    def _caption(self, include: Include) -> str:
        name = PurePosixPath(include.path)
        prefix = name.name.partition("_")[0]
        if name.suffix == ".txt" and prefix == "mistake":
            return _open_block("raises", "What you see")
        if name.suffix == ".console":
            return _open_block("terminal", "In a terminal")
        label = LABELS.get(prefix, "")
        if include.section:
            label = f"{label}, part of" if label else "Part of"
        title = _path_with_label(include.path, label)
        if name.suffix == ".py":
            title += "".join(self._describe_program(include))
        kind = prefix if prefix in LABELS else "program"
        kind += " part" if include.section else ""
        return _open_block(kind, title)

    def _describe_program(self, include: Include) -> Iterator[str]:
        yield _download(self.site, include)
        way = path_to_root(self.md)
        yield from (part(self.site, include.path, way) for part in self.parts)


def _fold(blocks: re.Match[str]) -> str:
    """Fold programs that go wrong, with their errors, below one line."""
    names = [f"<code>{name}</code>" for name in _NAME.findall(blocks[0])]
    if not names:
        return blocks[0]
    shown = "its error" if 'highlight raises"' in blocks[0] else "its output"
    return (
        f'<details class="fold"><summary>{" and ".join(names)} '
        f"with {shown}</summary>{blocks[0]}</details>\n"
    )


def block_id(path: str) -> str:
    """Give the anchor of the first block on a page that shows a file."""
    return escape(path.rpartition("/")[2])


def _open_block(kind: str, title: str) -> str:
    return (
        f'<div class="highlight {kind}"><span class="filename">{title}</span>'
    )


def _path_with_label(path: str, label: str) -> str:
    folder, slash, name = escape(path).rpartition("/")
    label = label and f'<span class="label">{label}</span> '
    return (
        f'<span class="path">{label}<span class="folder">{folder}{slash}'
        f"</span><wbr>{name}</span>"
    )


@per_site
def _download(site: Site, include: Include) -> str:
    text = quote(without_section_marks(site.snippets[include.path]))
    words = "Download whole file" if include.section else "Download"
    return (
        f'<a class="download" download="{block_id(include.path)}" '
        f'href="data:text/x-python;charset=utf-8,{text}">{words}</a>'
    )

"""A Python-Markdown extension: what stands around an embedded file.

Each fence that includes a file gets a caption with the file's path, a link
that downloads the whole file and, where the file has `defs`, the command that
opens it in Dagster's UI. Output lines are told apart from comments.

A preprocessor names the file in the fence's title, which the highlighter
carries through; a postprocessor turns that title into the caption. So blocks
in lists, notes and tabs work, in every builder that uses Python-Markdown.
"""

import ast
import re
from functools import cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from docs._build.code_links import link_names, shown_uses
from docs._build.compatibility import badge, draw_table, path_to_root
from docs._build.fences import Include, parse_include, without_section_marks
from docs._build.marks import COMPATIBILITY, is_mark, write_mark
from docs._build.outputs import MARK

ROOT = Path(__file__).parents[2]

LABELS = {"legacy": "The old way", "mistake": "Mistake"}

_OPENING = re.compile(r"^[\s>]*(`{3,}|~{3,})\s*\w+\s*$")
_BLOCK = re.compile(
    r'<div class="highlight"><span class="filename">file:'
    r"(?P<path>[^<:]+)(?::(?P<section>[^<]+))?</span>"
    r"(?P<opening><pre><span></span><code>)(?P<code>.*?)(?=</code></pre>)",
    re.DOTALL,
)
_OUTPUT = re.compile(
    rf'(?P<before>\n *)?<span class="c1">{MARK}(?P<text>[^<]*)</span>'
)


class TitlePreprocessor(Preprocessor):
    """Names the included file in its fence's title; says what is proven."""

    def run(self, lines: list[str]) -> list[str]:
        """Add titles, before `pymdownx.snippets` expands the includes.

        Args:
            lines: The page's Markdown.
        """
        titled: list[str] = []
        for line in lines:
            if line == COMPATIBILITY:
                line = draw_table(path_to_root(self.md))
            elif is_mark(line):
                titled += write_mark(line, ROOT)
                continue
            include = parse_include(line)
            if include and titled and _OPENING.match(titled[-1]):
                titled[-1] += f' title="file:{include}"'
            titled.append(line)
        return titled


class CaptionPostprocessor(Postprocessor):
    """Turns titles into captions, links names and marks output.

    Args:
        md: The converter.
        reference: Whether the site has the reference that names lead to.
    """

    def __init__(self, md: Markdown, *, reference: bool) -> None:
        super().__init__(md)
        self.reference = reference

    def run(self, text: str) -> str:
        """Rewrite the page's HTML.

        Args:
            text: The HTML, with all stashed parts back in place.
        """
        anchored: set[str] = set()
        text = _BLOCK.sub(lambda m: self._dress(m, anchored), text)
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
        opening = caption(include.path, path_to_root(self.md))
        if include.path not in anchored:
            anchored.add(include.path)
            # Around the code, it would become a part of the selector by which
            # the theme looks for what to copy, where a dot means a class.
            anchor = f'<span id="{block_id(include.path)}" class="filename"'
            opening = opening.replace('<span class="filename"', anchor, 1)
        code = block["code"]
        if self.reference and include.path.endswith(".py"):
            code = link_names(code, shown_uses(ROOT, include))
        return f"{opening}{block['opening']}{code}"


def block_id(path: str) -> str:
    """Give the anchor of the first block on a page that shows a file.

    Args:
        path: The file's path from the root of the repository.
    """
    return escape(path.rpartition("/")[2])


@cache
def caption(path: str, root: str) -> str:
    """Give the HTML that opens the block of an embedded file.

    Args:
        path: The file's path from the root of the repository.
        root: What leads to the root of the site.
    """
    file = ROOT / path
    text = file.read_text()
    prefix = file.name.partition("_")[0]
    if file.suffix == ".txt" and prefix == "mistake":
        return _open_block("raises", "What you see")
    if file.suffix == ".console":
        return _open_block("terminal", "In a terminal")
    folder, slash, name = escape(path).rpartition("/")
    folder = f'<span class="folder">{folder}{slash}</span><wbr>'
    label = LABELS.get(prefix, "")
    label = label and f'<span class="label">{label}</span> '
    parts = [f'<span class="path">{label}{folder}{name}</span>']
    if file.suffix == ".py":
        parts.append(_download(file.name, without_section_marks(text)))
        if opens_in_the_ui(file):
            parts.append(
                '<span class="open">In Dagster’s UI: '
                f"<code>dg dev -f {escape(file.name)}</code></span>"
            )
        parts.append(badge(path, root))
    kind = prefix if prefix in LABELS else "program"
    return _open_block(kind, "".join(parts))


def _open_block(kind: str, title: str) -> str:
    return (
        f'<div class="highlight {kind}"><span class="filename">{title}</span>'
    )


def _download(name: str, text: str) -> str:
    return (
        f'<a class="download" download="{escape(name)}" '
        f'href="data:text/x-python;charset=utf-8,{quote(text)}">Download</a>'
    )


def opens_in_the_ui(file: Path) -> bool:
    """Tell whether a program has a `defs` that is worth opening in the UI.

    Args:
        file: The program.
    """
    return not file.name.startswith("mistake_") and any(
        isinstance(target, ast.Name) and target.id == "defs"
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )


class CodeBlocks(Extension):
    """Captions for embedded files, and links from their names."""

    def __init__(self, **options: object) -> None:
        self.config = {
            "reference": [True, "Whether the site has the reference."]
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        """Register before `pymdownx.snippets` (32) and after all stashes.

        Args:
            md: The converter.
        """
        md.preprocessors.register(TitlePreprocessor(md), "snippet_title", 40)
        reference = bool(self.getConfig("reference"))
        md.postprocessors.register(
            CaptionPostprocessor(md, reference=reference),
            "snippet_caption",
            -10,
        )


def makeExtension(**options: object) -> CodeBlocks:
    """Make the extension, as Python-Markdown asks.

    Args:
        **options: The options of the extension.
    """
    return CodeBlocks(**options)

"""Makes an agent's skill out of the pages, in the open SKILL.md format.

Nothing in it is written for it: the rules, how to read it and how to install it
are pages or sections of pages, the map is made of the pages' titles, and
each reference is a page, with whole programs instead of parts.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

from docs._ext.core.imports import find_imports
from docs._ext.core.includes import find_fences
from docs._ext.core.site import (
    PRESET,
    Page,
    Problem,
    Site,
    SiteError,
    is_mistake,
)
from docs._ext.extension import text_marks
from docs._ext.publish.markdown import Exporter

NAME = "dagster-by-example"
RULES = "docs/start/rules.md"
GUIDE = "docs/tools/skill.md"
_MAIN = "SKILL.md"

MOST_LINES = 500
MOST_TOKENS = 4_000
MOST_TOKENS_OF_A_REFERENCE = 6_000
# Words in parts of eight letters, digits, pairs of signs, lines. With 3 % on
# top this is 0 to 13 % above the larger count of two real vocabularies (131,000
# and 65,000 tokens) on each of 50 references; those come with 80 MB. Characters
# alone do not tell: a token has from 2.5 to 3.7 of them, page by page.
_PIECE = re.compile(r"[^\W\d_]{1,8}|\d|[^\w\s]{1,2}|_|\n\s*")
_COMPANION = re.compile(r"""with_name\(["']([^"']+)["']\)""")


def count_tokens(text: str) -> int:
    """Estimate the tokens of a string, rather too many than too few."""
    return len(_PIECE.findall(text)) * 103 // 100


def make_skill(site: Site) -> dict[str, str]:
    """Make the text of each file, by its path in the skill's folder.

    What does not fit into a skill raises SiteError.
    """
    pages = {page.path: page for of in site.topics.values() for page in of}
    topics = {
        topic: found
        for topic, of in site.topics.items()
        if (found := [page for page in of if _is_reference(site, page)])
    }
    references = {
        page.path: f"references/{page.name}.md"
        for of in topics.values()
        for page in of
    }
    writer = _Writer(site, references | {RULES: _MAIN})
    files = {
        _MAIN: _join(writer, pages[RULES], pages[GUIDE], topics),
        "README.md": writer.write(
            _section(pages[GUIDE], "Install it", "# "), "README.md"
        ),
        Path(PRESET).name: (site.root / PRESET).read_text(),
    }
    problems = list(_check_main(files[_MAIN]))
    for path, file in references.items():
        files[file] = writer.write(pages[path], file)
        problems += _check_reference(site, pages[path], files[file])
    if problems:
        raise SiteError(problems)
    return files


def _is_reference(site: Site, page: Page) -> bool:
    """Whether a page belongs to a topic and has programs of its own."""
    return (
        page.path != RULES
        and "/" in page.name
        and (site.root / "snippets" / page.name).is_dir()
    )


class _Writer:
    """Writes pages, with links between those that are files of the skill."""

    def __init__(self, site: Site, files: dict[str, str]) -> None:
        self.exporter = Exporter(site, text_marks(site), whole=True)
        self.files = files

    def write(self, page: Page, file: str) -> str:
        folder = PurePosixPath(page.path).parent

        def link(target: str) -> str:
            path = normpath(folder / target.partition("#")[0])
            to = self.files.get(path)
            return relpath(to, PurePosixPath(file).parent) if to else ""

        return self.exporter.export(page, link)


def _join(
    writer: _Writer, rules: Page, guide: Page, topics: dict[str, list[Page]]
) -> str:
    """Make the main file: what it is for, the rules, how to read, the map."""
    lines = [
        "---",
        f"name: {NAME}",
        f"description: {rules.description}",
        "---",
        "",
        writer.write(replace(rules, description=""), _MAIN),
        writer.write(_section(guide, "Read it", "## "), _MAIN),
    ]
    for topic, pages in topics.items():
        folder = PurePosixPath(pages[0].name).parent
        lines.append(f"## {topic}: `references/{folder}/`\n")
        lines += [
            f"- `{PurePosixPath(page.name).name}.md`: {page.title}"
            for page in pages
        ]
        lines.append("")
    return "\n".join(lines)


def _section(page: Page, title: str, level: str) -> Page:
    """Take one section of a page, under a heading of another level."""
    _, found, rest = page.text.partition(f"\n## {title}\n")
    if not found:
        message = f"no section {title!r}; the skill is made with it"
        raise SiteError([Problem(page.path, 1, message)])
    text, _, _ = rest.partition("\n## ")
    return Page(page.path, title, "", f"{level}{title}\n{text}")


def _check_main(text: str) -> Iterator[Problem]:
    lines, tokens = text.count("\n"), count_tokens(text)
    if lines > MOST_LINES or tokens > MOST_TOKENS:
        message = (
            f"the skill's main file has {lines} lines and about {tokens} "
            f"tokens, {MOST_LINES} and {MOST_TOKENS} at most; shorten this "
            "page or the titles of others"
        )
        yield Problem(RULES, 1, message)


def _check_reference(site: Site, page: Page, text: str) -> Iterator[Problem]:
    tokens = count_tokens(text)
    if tokens > MOST_TOKENS_OF_A_REFERENCE:
        message = (
            f"about {tokens} tokens as a reference of the skill, "
            f"{MOST_TOKENS_OF_A_REFERENCE} at most; split the page, or show "
            "fewer programs"
        )
        yield Problem(page.path, 1, message)
    for fence in find_fences(page.text):
        if fence.include and fence.include.path.endswith(".py"):
            path = fence.include.path
            ours = {"docs", "snippets", "tests"}
            if not is_mistake(path):  # which can be to import a neighbor
                ours.add("")
            for line, need in _find_needs(site.snippets[path], text, ours):
                yield Problem(path, line, f"does not run alone: {need}")


def find_programs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each Python program in a file of the skill, after its name."""
    lines = text.splitlines()
    for fence in find_fences(text):
        if fence.language in {"py", "python"}:
            name = re.search(r"`([^`]+)`", lines[fence.line - 3])
            yield name[1] if name else "", "\n".join(fence.body) + "\n"


def _find_needs(
    program: str, reference: str, ours: set[str]
) -> Iterator[tuple[int, str]]:
    """Find what a program needs that a reader of the reference lacks."""
    try:
        imports = list(find_imports(program))
    except SyntaxError as error:
        yield error.lineno or 1, f"syntax error: {error.msg}"
        return
    for line, module in imports:
        if module.split(".")[0] in ours:
            yield line, f"imports from {module}; write out what it needs"
    for line, code in enumerate(program.splitlines(), 1):
        companions = find_companions(code)
        if "__file__" in code and not companions:
            yield line, "depends on its own place; use with_name()"
        for name in companions:
            if f"`{name}`" not in reference:
                yield line, f"needs {name}; include it on the page"


def find_companions(program: str) -> list[str]:
    """List the files beside a program that it names."""
    return _COMPANION.findall(program)

"""Checks the pages as data: what they include, show and leave out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs._ext.core.includes import (
    Fence,
    Include,
    find_fences,
    find_pictures,
    find_sections,
    without_section_marks,
)
from docs._ext.core.site import Problem, Site, nav_paths

MOST_WORDS = 900
# What keeps files or features needs more lines before it can be copied.
MOST_LINES = 60
MOST_LINES_OF = {"assets": 40, "resources": 40}
_SNIPPETS = "snippets"
_LEGACY_KEYWORDS = {"required_resource_keys"}


def check_pages(site: Site) -> list[Problem]:
    """Find every fault in the pages and in what they include.

    Args:
        root: The folder that holds `docs/`, `snippets/` and `tests/`.

    Returns:
        The faults, by file and line.
    """
    checks = [
        check_fences,
        check_includes,
        check_all_shown,
        check_proof,
        check_navigation,
        check_prose,
        check_snippets,
    ]
    return sorted({p for check in checks for p in check(site)})


def check_fences(site: Site) -> Iterator[Problem]:
    """Every fence is one include, or commands that `.ci/run` runs."""
    commands = (site.root / ".ci/run").read_text()
    for page, text in site.pages.items():
        for fence in find_fences(text):
            if "hl_lines" in fence.info:
                yield Problem(
                    page,
                    fence.line,
                    "hl_lines goes wrong when the code moves; show a section "
                    "of the file instead",
                )
            if fence.include or _run_by_ci(fence, commands):
                continue
            yield Problem(
                page,
                fence.line,
                "text typed into a page; put it into a file under snippets/ "
                'and include that: --8<-- "snippets/<topic>/<page>/<file>"',
            )


def _run_by_ci(fence: Fence, commands: str) -> bool:
    run = {line.strip() for line in re.split(r"\n|&&", commands)}
    return fence.language == "sh" and all(
        part.strip() in run for line in fence.body for part in line.split("&&")
    )


def check_includes(site: Site) -> Iterator[Problem]:
    """Every include names a file and a section that exist."""
    for include, places in site.includes.items():
        file = site.root / include.path
        if not file.is_file():
            message = f"no file {include.path}; mend the include's path"
        elif include.section and include.section not in find_sections(
            file.read_text()
        ):
            names = ", ".join(find_sections(file.read_text())) or "none"
            message = (
                f"no section {include.section!r} in {include.path}; "
                f"it has: {names}"
            )
        else:
            continue
        for page, line in places:
            yield Problem(page, line, message)
    for page, text in site.pages.items():
        for picture, line in find_pictures(text):
            if not picture.path.endswith(".svg"):
                yield Problem(
                    page, line, f"put {picture.path} between two ``` lines"
                )


def check_all_shown(site: Site) -> Iterator[Problem]:
    """Every snippet stands on a page, and every section is shown."""
    shown = {include.path for include in site.includes}
    for path, text in site.snippets.items():
        if path not in shown:
            yield Problem(
                path,
                1,
                f"stands on no page; include it in {_page_of(path)} "
                "or delete it",
            )
            continue
        for section, line in find_sections(text).items():
            if Include(path, section) not in site.includes:
                yield Problem(
                    path,
                    line,
                    f"section {section!r} is shown on no page; include "
                    f'"{path}:{section}" or remove its marks',
                )


def _page_of(snippet: str) -> str:
    folder = Path(snippet).parent.relative_to(_SNIPPETS).as_posix()
    return f"docs/{folder}.md"


def check_proof(site: Site) -> Iterator[Problem]:
    """Every page that shows a snippet has its test file, with tests in it."""
    for page in sorted({_page_of(path) for path in site.snippets}):
        test = _test_of(page)
        if page not in site.pages:
            yield Problem(
                page, 1, "no such page, but there is a folder of its snippets"
            )
        elif not (site.root / test).is_file():
            yield Problem(
                page, 1, f"no proof; state the page's claims in {test}"
            )
        elif not re.search(
            r"^def test_", (site.root / test).read_text(), re.MULTILINE
        ):
            yield Problem(test, 1, "holds no test; state the page's claims")


def _test_of(page: str) -> str:
    path = Path(page).relative_to("docs")
    return (Path("tests") / path.parent / f"test_{path.stem}.py").as_posix()


def check_navigation(site: Site) -> Iterator[Problem]:
    """Every page is in the navigation, and every entry is a page."""
    config = site.settings
    listed = {f"docs/{path}" for path in nav_paths(site.nav)}
    written = {page for page in site.pages if page.startswith("docs/")}
    for page in written - listed:
        if Path(page).match("docs/reference/*/*.md"):
            continue  # The page of its group lists it.
        yield Problem(page, 1, "not in the navigation; add it to mkdocs.yml")
    for page in listed - written:
        name = page.removeprefix("docs/")
        line = next(
            n for n, text in enumerate(config.splitlines(), 1) if name in text
        )
        yield Problem("mkdocs.yml", line, f"there is no page {page}")


def check_prose(site: Site) -> Iterator[Problem]:
    """Pages are short, say what they are about, and describe their images."""
    for page, text in site.pages.items():
        if page.startswith("docs/") and not text.startswith("---\n"):
            yield Problem(
                page, 1, "no description; start the page with front matter"
            )
        words = count_words(text)
        if words > MOST_WORDS:
            yield Problem(
                page, 1, f"{words} words of prose, {MOST_WORDS} at most; cut it"
            )
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"!\[\s*\]|<img(?![^>]*\balt=\"[^\"]+\")", line):
                yield Problem(
                    page, number, "image without alternative text; describe it"
                )


def count_words(text: str) -> int:
    """Count the words of prose on a page.

    Args:
        text: The page's Markdown.
    """
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^[\s>]*(`{3,}|~{3,}).*?\1", "", text, flags=re.M | re.S)
    text = re.sub(r"<[^>]+>|\]\([^)]*\)", " ", text)
    return len(re.findall(r"\w[\w'’.-]*", text))


def check_snippets(site: Site) -> Iterator[Problem]:
    """Snippets are short, say what they show and use no legacy keyword."""
    for path, text in site.snippets.items():
        if not path.endswith(".py"):
            continue
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            yield Problem(
                path, error.lineno or 1, f"syntax error: {error.msg}; mend it"
            )
            continue
        if not ast.get_docstring(tree):
            yield Problem(
                path, 1, "no docstring; say in one sentence what it shows"
            )
        length = len(without_section_marks(text).splitlines())
        most = MOST_LINES_OF.get(Path(path).parts[1], MOST_LINES)
        if length > most:
            yield Problem(path, 1, f"{length} lines, {most} at most; split it")
        yield from _find_legacy_keywords(path, tree)


def _find_legacy_keywords(path: str, tree: ast.Module) -> Iterator[Problem]:
    if Path(path).name.startswith(("mistake_", "legacy_")):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in _LEGACY_KEYWORDS:
            yield Problem(
                path,
                node.value.lineno,
                f"{node.arg} is legacy; name the resource as a parameter",
            )

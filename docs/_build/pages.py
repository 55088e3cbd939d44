"""Checks the pages as data: what they include, show and leave out."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from docs._build.fences import (
    Fence,
    Include,
    find_fences,
    find_pictures,
    find_sections,
    without_section_marks,
)

MOST_WORDS = 900
# What keeps files or features needs more lines before it can be copied.
MOST_LINES = 60
MOST_LINES_OF = {"assets": 40, "resources": 40}
_SNIPPETS = "snippets"
_LEGACY_KEYWORDS = {"required_resource_keys"}


@dataclass(frozen=True, order=True)
class Problem:
    """What an author has to mend.

    Args:
        path: The file, from the root of the repository.
        line: Its line, counted from 1.
        message: What is wrong and what to do.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def address_of(page: str) -> str:
    """Give the address of a page below the site's.

    Args:
        page: The path of its source.
    """
    path = page.removeprefix("docs/").removesuffix(".md")
    return f"{path}/".removesuffix("index/")


class Repository:
    """The files of the site.

    Args:
        root: The folder that holds `docs/`, `snippets/` and `tests/`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def pages(self) -> dict[str, str]:
        """The text of each page by its path from the root, README included."""
        paths = [self.root / "README.md", *(self.root / "docs").rglob("*.md")]
        return {self.name(p): p.read_text() for p in sorted(paths)}

    @cached_property
    def snippets(self) -> dict[str, str]:
        """The text of each file under `snippets/` by its path from the root."""
        paths = sorted((self.root / _SNIPPETS).rglob("*"))
        return {
            self.name(p): p.read_text()
            for p in paths
            if p.is_file() and "__pycache__" not in p.parts
        }

    @cached_property
    def includes(self) -> dict[Include, list[tuple[str, int]]]:
        """Where each include stands: page and line."""
        found: defaultdict[Include, list[tuple[str, int]]] = defaultdict(list)
        for page, text in self.pages.items():
            for fence in find_fences(text):
                if fence.include:
                    found[fence.include].append((page, fence.line + 1))
            for picture, line in find_pictures(text):
                found[picture].append((page, line))
        return found

    def name(self, path: Path) -> str:
        """A file's path from the root.

        Args:
            path: The file.
        """
        return path.relative_to(self.root).as_posix()


def check_pages(root: Path) -> list[Problem]:
    """Find every fault in the pages and in what they include.

    Args:
        root: The folder that holds `docs/`, `snippets/` and `tests/`.

    Returns:
        The faults, by file and line.
    """
    repository = Repository(root)
    checks = [
        check_fences,
        check_includes,
        check_all_shown,
        check_proof,
        check_navigation,
        check_prose,
        check_snippets,
    ]
    return sorted({p for check in checks for p in check(repository)})


def check_fences(repository: Repository) -> Iterator[Problem]:
    """Every fence is one include, or commands that `.ci/run` runs."""
    commands = (repository.root / ".ci/run").read_text()
    for page, text in repository.pages.items():
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


def check_includes(repository: Repository) -> Iterator[Problem]:
    """Every include names a file and a section that exist."""
    for include, places in repository.includes.items():
        file = repository.root / include.path
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
    for page, text in repository.pages.items():
        for picture, line in find_pictures(text):
            if not picture.path.endswith(".svg"):
                yield Problem(
                    page, line, f"put {picture.path} between two ``` lines"
                )


def check_all_shown(repository: Repository) -> Iterator[Problem]:
    """Every snippet stands on a page, and every section is shown."""
    shown = {include.path for include in repository.includes}
    for path, text in repository.snippets.items():
        if path not in shown:
            yield Problem(
                path,
                1,
                f"stands on no page; include it in {_page_of(path)} "
                "or delete it",
            )
            continue
        for section, line in find_sections(text).items():
            if Include(path, section) not in repository.includes:
                yield Problem(
                    path,
                    line,
                    f"section {section!r} is shown on no page; include "
                    f'"{path}:{section}" or remove its marks',
                )


def _page_of(snippet: str) -> str:
    folder = Path(snippet).parent.relative_to(_SNIPPETS).as_posix()
    return f"docs/{folder}.md"


def check_proof(repository: Repository) -> Iterator[Problem]:
    """Every page that shows a snippet has its test file, with tests in it."""
    for page in sorted({_page_of(path) for path in repository.snippets}):
        test = _test_of(page)
        if page not in repository.pages:
            yield Problem(
                page, 1, "no such page, but there is a folder of its snippets"
            )
        elif not (repository.root / test).is_file():
            yield Problem(
                page, 1, f"no proof; state the page's claims in {test}"
            )
        elif not re.search(
            r"^def test_", (repository.root / test).read_text(), re.MULTILINE
        ):
            yield Problem(test, 1, "holds no test; state the page's claims")


def _test_of(page: str) -> str:
    path = Path(page).relative_to("docs")
    return (Path("tests") / path.parent / f"test_{path.stem}.py").as_posix()


def check_navigation(repository: Repository) -> Iterator[Problem]:
    """Every page is in the navigation, and every entry is a page."""
    config = (repository.root / "mkdocs.yml").read_text()
    listed = {f"docs/{path}" for path in nav_paths(read_nav(config))}
    written = {page for page in repository.pages if page.startswith("docs/")}
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


def list_navigation(repository: Repository) -> list[str]:
    """List the pages in the order of the navigation.

    Args:
        repository: The files of the site.
    """
    config = (repository.root / "mkdocs.yml").read_text()
    listed = [f"docs/{path}" for path in nav_paths(read_nav(config))]
    return [page for page in listed if page in repository.pages]


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running its tags."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_multi_constructor("tag:", lambda loader, suffix, node: None)


def read_nav(config: str) -> object:
    """Read the navigation.

    Args:
        config: The text of `mkdocs.yml`.
    """
    return yaml.load(config, Loader=_Loader)["nav"]


def nav_paths(entry: object) -> Iterator[str]:
    """Yield the pages of the navigation, in order.

    Args:
        entry: The navigation, or an entry of it.
    """
    match entry:
        case str():
            yield entry
        case list():
            for each in entry:
                yield from nav_paths(each)
        case dict():
            yield from nav_paths(list(entry.values()))


def check_prose(repository: Repository) -> Iterator[Problem]:
    """Pages are short, say what they are about, and describe their images."""
    for page, text in repository.pages.items():
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


def check_snippets(repository: Repository) -> Iterator[Problem]:
    """Snippets are short, say what they show and use no legacy keyword."""
    for path, text in repository.snippets.items():
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

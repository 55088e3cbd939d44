"""The files of the site: read once, and handed on."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from pathlib import Path, PurePosixPath
from typing import Any, Concatenate, ParamSpec, TypeVar

from markdown import Markdown
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from docs._ext.core.includes import Include, find_fences, find_pictures

ROOT = Path(__file__).parents[3]
PRESET = "docs/tools/dagster-by-example.toml"
"""The settings of ruff that we publish."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, order=True)
class Problem:
    """What an author has to fix, and where."""

    path: str  # the file, from the root of the repository
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class SiteError(Exception):
    """The site has faults; the message lists them."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, sorted(problems))))


@dataclass(frozen=True)
class Page:
    """A page of the site."""

    path: str  # its source, from the root of the repository
    title: str
    description: str  # the sentence that says what is on it
    text: str  # its Markdown, without front matter

    @property
    def name(self) -> str:
        """The path below `docs/`, without the ending."""
        return self.path.removeprefix("docs/").removesuffix(".md")

    @property
    def markdown_address(self) -> str:
        """Where the page is published as Markdown, from the site's root."""
        return f"{address_of(self.path)}index.md"


class Site:
    """The files below a folder with `docs/`, `snippets/` and `tests/`."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.known: dict[object, Any] = {}

    def name(self, path: Path) -> str:
        """A file's path from the root."""
        return path.relative_to(self.root).as_posix()

    @cached_property
    def pages(self) -> dict[str, str]:
        """The text of each page by its path from the root, README included."""
        paths = [self.root / "README.md", *(self.root / "docs").rglob("*.md")]
        return {self.name(p): p.read_text() for p in sorted(paths)}

    @cached_property
    def snippets(self) -> dict[str, str]:
        """The text of each file under `snippets/` by its path from the root."""
        paths = sorted((self.root / "snippets").rglob("*"))
        return {
            self.name(p): p.read_text()
            for p in paths
            if p.is_file() and "__pycache__" not in p.parts
        }

    @cached_property
    def programs(self) -> dict[str, str]:
        """The snippets that are Python."""
        return {p: t for p, t in self.snippets.items() if p.endswith(".py")}

    @cached_property
    def includes(self) -> dict[Include, list[tuple[str, int]]]:
        """Where each include is: page and line."""
        found: defaultdict[Include, list[tuple[str, int]]] = defaultdict(list)
        for page, text in self.pages.items():
            for fence in find_fences(text):
                if fence.include:
                    found[fence.include].append((page, fence.line + 1))
            for picture, line in find_pictures(text):
                found[picture].append((page, line))
        return found

    @cached_property
    def settings(self) -> str:
        """The text of `mkdocs.yml`."""
        return (self.root / "mkdocs.yml").read_text()

    @cached_property
    def nav(self) -> list[dict[str, object]]:
        """The navigation, as it is written."""
        nav: list[dict[str, object]]
        nav = yaml_load(self.settings)["nav"]
        return nav

    @cached_property
    def navigation(self) -> list[str]:
        """The pages that exist, in the order of the navigation."""
        listed = [f"docs/{path}" for path in nav_paths(self.nav)]
        return [page for page in listed if page in self.pages]

    @cached_property
    def topics(self) -> dict[str, list[Page]]:
        """The pages by topic, without the reference, which is Dagster's text.

        A topic is a folder, and has the name of the first section that the
        navigation makes of it: other sections may show some of its pages. What
        a page does not say of itself raises SiteError.
        """
        topics: dict[str, list[Page]] = {}
        titles: dict[str, str] = {}
        problems: list[Problem] = []
        for entry in find_entries(self.nav):
            folder, slash, _ = entry.path.rpartition("/")
            if folder.startswith("reference"):
                continue
            page = self.read_page(f"docs/{entry.path}")
            if isinstance(page, Problem):
                problems.append(page)
                continue
            topic = entry.topic
            if slash:
                topic = titles.setdefault(folder, topic)
            topics.setdefault(topic, []).append(page)
        if problems:
            raise SiteError(problems)
        return topics

    def read_page(self, path: str) -> Page | Problem:
        """Read a page, or say what it lacks."""
        text, front = get_data(self.pages[path])
        text = text.lstrip()
        heading, _, _ = text.partition("\n")
        if not front.get("description"):
            message = "no description; start the page with front matter"
            return Problem(path, 1, message)
        if not heading.startswith("# "):
            message = "no title; start the text with a # heading"
            return Problem(path, 1, message)
        title = heading.removeprefix("# ")
        return Page(path, title, front["description"], text)


@dataclass(frozen=True)
class NavEntry:
    """A page in the navigation."""

    sections: tuple[str, ...]  # that it is in, from the outermost
    label: str  # what the navigation calls it, or nothing
    path: str  # its path below `docs/`

    @property
    def topic(self) -> str:
        """The title of the innermost section, or else its own."""
        return self.sections[-1] if self.sections else self.label


def find_entries(
    nav: object, sections: tuple[str, ...] = (), label: str = ""
) -> Iterator[NavEntry]:
    """Yield the pages of the navigation, or of a part of it, in order."""
    match nav:
        case str():
            yield NavEntry(sections, label, nav)
        case list():
            inside = (*sections, label) if label else sections
            for each in nav:
                yield from find_entries(each, inside)
        case dict():
            for name, below in nav.items():
                yield from find_entries(below, sections, name)


def nav_paths(nav: object) -> Iterator[str]:
    """Yield the paths of the pages of the navigation, in order."""
    yield from (entry.path for entry in find_entries(nav))


def is_mistake(path: str) -> bool:
    """Whether a program is there to go wrong."""
    return PurePosixPath(path).name.startswith("mistake_")


def proof_of(page: str) -> str:
    """Give the path of the tests that prove a page."""
    folder, _, name = page.removeprefix("docs").rpartition("/")
    return f"tests{folder}/test_{name.removesuffix('.md')}.py"


def address_of(page: str) -> str:
    """Give the address of a page, from the root of the site."""
    path = page.removeprefix("docs/").removesuffix(".md")
    return f"{path}/".removesuffix("index/")


@cache
def current_site() -> Site:
    """The site of this checkout, until `current_site.cache_clear()`."""
    return Site()


def per_site(
    function: Callable[Concatenate[Site, _P], _R],
) -> Callable[Concatenate[Site, _P], _R]:
    """Compute once for each site, and forget it with the site."""

    @wraps(function)
    def compute_once(site: Site, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        key = (function, args, tuple(kwargs.items()))
        if key not in site.known:
            site.known[key] = function(site, *args, **kwargs)
        result: _R = site.known[key]
        return result

    return compute_once


@per_site
def programs_of(site: Site, page: str) -> list[str]:
    """List the programs of a page, such as `assets/config`."""
    folder = f"snippets/{page}"
    return [p for p in site.programs if p.rpartition("/")[0] == folder]


def page_of(md: Markdown) -> str | None:
    """Name the source of the page that is being made, below `docs/`.

    Each builder tells the converter the page in its own way.
    """
    for processor in [*md.treeprocessors, *md.preprocessors]:
        file = getattr(processor, "file", None)  # MkDocs
        page = getattr(processor, "page", None)  # Zensical
        if path := getattr(file, "src_uri", None) or getattr(
            page, "path", None
        ):
            return str(path)
    return None


def path_to_root(md: Markdown) -> str:
    """Lead from the page that is being made to the root of the site.

    MkDocs leaves the links in HTML as they are. Zensical takes them to be
    relative to the page's source, whose folder is one nearer to the root.
    """
    page = page_of(md)
    if page is None:
        return ""
    is_zensical = any(hasattr(p, "page") for p in md.preprocessors)
    parts = PurePosixPath(page if is_zensical else address_of(page)).parts
    return "../" * (len(parts) - is_zensical)

"""Lists the errors of all mistakes, with the place that explains each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from markdown.extensions.toc import slugify

from docs._build.fences import parse_include
from docs._build.pages import Repository

_HEADING = re.compile(r"^#{2,} (?P<title>.+?)(?: \{ #(?P<id>[\w-]+) \})?$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_ERROR = re.compile(r"^(?P<name>[A-Za-z_][\w.]*)(?::\s*(?P<text>.*))?")
_CHAIN = "\nThe above exception was the direct cause"


@dataclass(frozen=True, order=True)
class Error:
    """An error that a mistake raises.

    Args:
        name: The name of its class, without modules.
        text: The first line of its message.
        page: The page that explains it, below `docs/`.
        anchor: The heading there.
        title: The heading's text.
    """

    name: str
    text: str
    page: str
    anchor: str
    title: str


class Mistake(NamedTuple):
    """The text of an error, on the page that explains it.

    Args:
        path: The file that holds it, from the root of the repository.
        page: The page, below `docs/`.
        name: The class, with its modules.
        says: The first line of the message.
        title: The heading that it stands below.
    """

    path: str
    page: str
    name: str
    says: str
    title: str


def find_mistakes(root: Path) -> Iterator[Mistake]:
    """Find what each error that a page shows says first.

    Args:
        root: The folder that holds `docs/` and `snippets/`.

    Yields:
        The errors, page by page.
    """
    repository = Repository(root)
    for page, text in repository.pages.items():
        for path, title, _ in _find_mistakes(text):
            error = repository.snippets[path].strip()
            name, _, says = error.partition(":")
            says = says.strip().partition("\n")[0]
            yield Mistake(path, page.removeprefix("docs/"), name, says, title)


def find_errors(root: Path) -> list[Error]:
    """Find what every mistake raises, its cause first.

    Args:
        root: The folder that holds `docs/` and `snippets/`.
    """
    repository = Repository(root)
    errors: set[Error] = set()
    for page, text in repository.pages.items():
        for path, title, anchor in _find_mistakes(text):
            error = repository.snippets[path]
            for part in error.split(_CHAIN):
                lines = part.partition("\n\n")[2] if part[0] == " " else part
                if found := _ERROR.match(lines.lstrip("\n")):
                    name = found["name"].rpartition(".")[2]
                    where = page.removeprefix("docs/"), anchor, title
                    errors.add(Error(name, found["text"] or "", *where))
    return sorted(errors)


def _find_mistakes(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each error text of a page with the heading that it stands below."""
    seen: Counter[str] = Counter()
    title = anchor = ""
    fence = ""
    for line in text.splitlines():
        if mark := _FENCE.match(line):
            fence = "" if fence else mark[1]
        if not fence and (heading := _HEADING.match(line)):
            title = heading["title"].replace("`", "")
            anchor = heading["id"] or _anchor(title, seen)
        include = parse_include(line)
        if include and PurePosixPath(include.path).match("mistake_*.txt"):
            yield include.path, title, anchor


def _anchor(title: str, seen: Counter[str]) -> str:
    """The anchor that Python-Markdown gives to a heading of a page."""
    slug = slugify(title, "-")
    seen[slug] += 1
    return slug if seen[slug] == 1 else f"{slug}_{seen[slug] - 1}"


def write_errors(root: Path) -> str:
    """Write the index as Markdown: a heading for each class of error.

    Args:
        root: The folder that holds `docs/` and `snippets/`.
    """
    classes: defaultdict[str, list[Error]] = defaultdict(list)
    for error in find_errors(root):
        classes[error.name].append(error)
    lines: list[str] = []
    for name in sorted(classes, key=str.lower):
        lines += [f"## {name}", ""]
        for error in classes[name]:
            link = f"[{error.title}]({error.page}#{error.anchor})"
            text = f"`` {error.text} ``<br>" if error.text else ""
            lines.append(f"- {text}{link}")
        lines.append("")
    return "\n".join(lines)

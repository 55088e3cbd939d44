"""Lists the errors of all mistakes, with the place that explains each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown.extensions.toc import slugify

from docs._ext.core.includes import parse_include, without_fences
from docs._ext.core.site import Site

_HEADING = re.compile(r"^#{2,} (?P<title>.+?)(?: \{ #(?P<id>[\w-]+) \})?$")
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


@dataclass(frozen=True)
class Mistake:
    """The text of an error, on the page that explains it.

    Args:
        path: The file that holds it, from the root of the site.
        text: The text.
        page: The page, below `docs/`.
        anchor: The heading that it stands below.
        title: The heading's text.
    """

    path: str
    text: str
    page: str
    anchor: str
    title: str

    @property
    def name(self) -> str:
        """The class of what is raised first, with its modules."""
        return self.text.strip().partition(":")[0]

    @property
    def says(self) -> str:
        """The first line of its message."""
        message = self.text.strip().partition(":")[2]
        return message.strip().partition("\n")[0]


def find_mistakes(site: Site) -> Iterator[Mistake]:
    """Find the errors that pages show, page by page."""
    for page, text in site.pages.items():
        seen: Counter[str] = Counter()
        title = anchor = ""
        prose = without_fences(text).splitlines()
        for line, outside in zip(text.splitlines(), prose, strict=False):
            if heading := _HEADING.match(outside):
                title = heading["title"].replace("`", "")
                anchor = heading["id"] or _anchor(title, seen)
            include = parse_include(line)
            if include and PurePosixPath(include.path).match("mistake_*.txt"):
                path = include.path
                yield Mistake(
                    path,
                    site.snippets[path],
                    page.removeprefix("docs/"),
                    anchor,
                    title,
                )


def find_errors(site: Site) -> list[Error]:
    """Find what every mistake raises, its cause first."""
    errors: set[Error] = set()
    for mistake in find_mistakes(site):
        for part in mistake.text.split(_CHAIN):
            lines = part.partition("\n\n")[2] if part[0] == " " else part
            if found := _ERROR.match(lines.lstrip("\n")):
                name = found["name"].rpartition(".")[2]
                where = mistake.page, mistake.anchor, mistake.title
                errors.add(Error(name, found["text"] or "", *where))
    return sorted(errors)


def _anchor(title: str, seen: Counter[str]) -> str:
    """The anchor that Python-Markdown gives to a heading of a page."""
    slug = slugify(title, "-")
    seen[slug] += 1
    return slug if seen[slug] == 1 else f"{slug}_{seen[slug] - 1}"


def write_errors(site: Site, _: str = "") -> str:
    """Write the index as Markdown: a heading for each class of error."""
    classes: defaultdict[str, list[Error]] = defaultdict(list)
    for error in find_errors(site):
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

"""Lists the errors of all mistakes, with the place that explains each."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markdown.extensions.toc import slugify

from docs._ext.core.includes import parse_include, without_fences
from docs._ext.core.site import Site, per_site

_HEADING = re.compile(r"^#{2,} (?P<title>.+?)(?: \{ #(?P<id>[\w-]+) \})?$")
_ERROR = re.compile(r"^(?P<name>[A-Za-z_][\w.]*)(?::\s*(?P<text>.*))?")
_CHAIN = "\nThe above exception was the direct cause"


@dataclass(frozen=True)
class Mistake:
    """The text of an error, on the page that explains it.

    Args:
        path: The file that holds it, from the root of the site.
        text: The text.
        page: The page, below `docs/`.
        anchor: The heading that it is below.
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
    def message(self) -> str:
        """The first line of its message."""
        message = self.text.strip().partition(":")[2]
        return message.strip().partition("\n")[0]

    @property
    def errors(self) -> Iterator[tuple[str, str]]:
        """The class, without modules, and the message of all that is raised."""
        for part in self.text.split(_CHAIN):
            lines = part.partition("\n\n")[2] if part[0] == " " else part
            if found := _ERROR.match(lines.lstrip("\n")):
                yield found["name"].rpartition(".")[2], found["text"] or ""


@per_site
def find_mistakes(site: Site) -> list[Mistake]:
    """Find the errors that pages show, page by page."""
    mistakes: list[Mistake] = []
    for page, text in site.pages.items():
        if "/mistake_" not in text:
            continue
        seen: Counter[str] = Counter()
        title = anchor = ""
        prose = without_fences(text).splitlines()
        for line, outside in zip(text.splitlines(), prose, strict=False):
            if heading := _HEADING.match(outside):
                title = heading["title"].replace("`", "")
                anchor = heading["id"] or _anchor(title, seen)
            include = parse_include(line)
            if include and PurePosixPath(include.path).match("mistake_*.txt"):
                path, name = include.path, page.removeprefix("docs/")
                found = site.snippets[path], name, anchor, title
                mistakes.append(Mistake(path, *found))
    return mistakes


def _anchor(title: str, seen: Counter[str]) -> str:
    """The anchor that Python-Markdown gives to a heading of a page."""
    slug = slugify(title, "-")
    seen[slug] += 1
    return slug if seen[slug] == 1 else f"{slug}_{seen[slug] - 1}"


def write_errors(site: Site, _: str = "") -> str:
    """Write the index as Markdown: a heading for each class of error."""
    found = {
        (name, text, mistake.page, mistake.anchor, mistake.title)
        for mistake in find_mistakes(site)
        for name, text in mistake.errors
    }
    classes: defaultdict[str, list[str]] = defaultdict(list)
    for name, text, page, anchor, title in sorted(found):
        message = f"`` {text} ``<br>" if text else ""
        classes[name].append(f"- {message}[{title}]({page}#{anchor})")
    lines: list[str] = []
    for name in sorted(classes, key=str.lower):
        lines += [f"## {name}", "", *classes[name], ""]
    return "\n".join(lines)

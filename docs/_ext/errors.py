"""Lists the errors of all mistakes, with the place that explains each."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from textwrap import shorten

from markdown.extensions.toc import slugify, unique

from docs._ext.core.includes import parse_include, without_fences
from docs._ext.core.site import Site, per_site

_HEADING = re.compile(r"^#+ (?P<title>.+?)(?: \{ #(?P<id>[\w-]+) \})?$")
_ERROR = re.compile(
    r"^(?P<name>[A-Za-z_][\w.]*)(?::\s*(?P<text>.*))?", re.DOTALL
)
_CHAIN = "\nThe above exception was the direct cause"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE = re.compile(r"(?:`[^`]+`|.)+?(?=[.:!]( |$)|$)")
_ABOVE = re.compile(r",? as (?:shown |in the program for [\d.]+ )?above\b")
_LONGEST = 160


@dataclass(frozen=True)
class Mistake:
    """The text of an error, on the page that explains it."""

    path: str  # the file that holds it, from the root of the site
    text: str
    page: str  # the page, below `docs/`
    anchor: str  # the heading that it is below
    title: str  # the heading's text
    page_title: str  # the heading of the page
    remedy: str  # the first sentence that says what to do instead

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
            if found := _ERROR.match(lines.strip()):
                yield found["name"].rpartition(".")[2], found["text"] or ""


@per_site
def find_mistakes(site: Site) -> list[Mistake]:
    """Find the errors that pages show, page by page."""
    mistakes: list[Mistake] = []
    for page, text in site.pages.items():
        if "/mistake_" not in text:
            continue
        seen: set[str] = set()
        page_title = title = anchor = ""
        prose = without_fences(text).split("\n")
        for number, line in enumerate(text.splitlines()):
            if heading := _HEADING.match(prose[number]):
                title = heading["title"].replace("`", "")
                anchor = heading["id"] or unique(slugify(title, "-"), seen)
                page_title = page_title or title
            include = parse_include(line)
            if include and PurePosixPath(include.path).match("mistake_*.txt"):
                path, name = include.path, page.removeprefix("docs/")
                found = site.snippets[path], name, anchor, title, page_title
                remedy = find_remedy(prose[number:])
                mistakes.append(Mistake(path, *found, remedy))
    return mistakes


def find_remedy(prose: list[str]) -> str:
    """Give the first sentence below a mistake, in prose without fences."""
    for line in prose:
        if line.startswith(("#", "Next: ")):
            break
        text = _LINK.sub(r"\1", line.removeprefix("- "))
        if text and not text.startswith(("<", "!", "--8<--")):
            sentence = _SENTENCE.match(text)
            # The index of errors has nothing above the sentence.
            return f"{_ABOVE.sub('', sentence[0])}." if sentence else ""
    return ""


def write_errors(site: Site, _: str = "") -> str:
    """Write the index as Markdown: a heading for each class of error."""
    classes: defaultdict[str, defaultdict[str, set[str]]]
    classes = defaultdict(lambda: defaultdict(set))
    for mistake in find_mistakes(site):
        link = f"[{mistake.page_title}]({mistake.page}#{mistake.anchor})"
        for name, text in mistake.errors:
            classes[name][text].add(f"{link}: {mistake.remedy}")
    lines: list[str] = []
    for name in sorted(classes, key=str.lower):
        # What reads alike is one entry with several places.
        entries: defaultdict[str, set[str]] = defaultdict(set)
        for text, places in classes[name].items():
            entries[_telling_line(text, [*classes[name]])] |= places
        lines += [f"## {name}", ""]
        for line, places in sorted(entries.items()):
            message = [f"`` {line} ``"] if line else []
            lines.append(f"- {'<br>'.join([*message, *sorted(places)])}")
        lines.append("")
    return "\n".join(lines)


def _telling_line(text: str, texts: list[str]) -> str:
    """Give the line of a message that no other message has."""
    first, *more = text.split("\n")
    alike = [t for t in texts if t != text and t.split("\n")[0] == first]
    others = {line for each in alike for line in each.split("\n")}
    telling = [e for e in more if " " in e.strip() and e not in others]
    line = telling[0] if alike and telling else first
    return shorten(line, _LONGEST, placeholder=" …")

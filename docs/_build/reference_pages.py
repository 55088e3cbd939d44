"""A Python-Markdown extension: what the reference's pages say of themselves.

A page asks for it with a comment on a line of its own, such as
`<!-- reference: coverage -->`.
"""

import re
from collections.abc import Callable, Iterator
from importlib.metadata import version
from inspect import getdoc, isclass, isroutine
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from docs._build.pages import Repository, list_navigation
from docs._build.reference import (
    FOLDER,
    Entry,
    current_names,
    exported_names,
    find_entries,
    load,
    resolve,
)
from docs._build.rst import first_sentence, link_code, to_markdown
from docs._build.usage import covered_names, find_usage

ROOT = Path(__file__).parents[2]

_MARK = re.compile(
    r"^<!-- reference: (?P<part>[a-z]+) ?(?P<group>[a-z_]*) -->$"
)


class UnknownPartError(ValueError):
    """A page asks for something that there is not."""


class ReferencePreprocessor(Preprocessor):
    """Puts what was asked for in the place of each comment."""

    def run(self, lines: list[str]) -> list[str]:
        """Replace the comments.

        Args:
            lines: The page's Markdown.
        """
        return [new for line in lines for new in _expand(line)]


def _expand(line: str) -> Iterator[str]:
    mark = _MARK.match(line)
    if not mark:
        yield line
    elif part := _PARTS.get(mark["part"]):
        yield from part(mark["group"])
    else:
        raise UnknownPartError(f"{line}: there is only {', '.join(_PARTS)}")


def _list_names(group: str) -> Iterator[str]:
    entries = [e for e in find_entries(ROOT).values() if _group(e) == group]
    if not entries:
        raise UnknownPartError(f"{FOLDER}/{group}/ holds no entries")
    yield from ("| name | what it is | pages |", "| --- | --- | --: |")
    for entry in entries:
        pages = len(find_usage(ROOT).get(entry.identifier, []))
        summary = _summary(entry.identifier).replace("|", "\\|")
        summary = summary or "*no docstring*"
        yield f"| {_link(entry.identifier)} | {summary} | {pages or ''} |"


def _summary(identifier: str) -> str:
    target = load(identifier)
    if not (isclass(target) or isroutine(target)):
        return ""
    text = getdoc(target) if target.__doc__ else ""
    entries = find_entries(ROOT)
    return first_sentence(
        to_markdown(text or "", identifier, lambda name: resolve(name, entries))
    )


def _list_coverage(_: str) -> Iterator[str]:
    names = current_names()
    covered = covered_names(ROOT)
    done = [name for name in names if name in covered]
    yield (
        f"**{len(done)} of {len(names)}** public names "
        f"({100 * len(done) // len(names)} %) have a program that runs."
    )
    yield from (
        "",
        "| kind | with a program | without |",
        "| --- | --: | --: |",
    )
    groups: dict[str, list[str]] = {group: [] for group in _list_groups()}
    for entry in find_entries(ROOT).values():
        groups[_group(entry)].append(entry.identifier)
    for group, members in groups.items():
        with_one = sum(name in covered for name in members)
        link = f"[{title_of(group)}]({group}.md)"
        yield f"| {link} | {with_one} | {len(members) - with_one} |"
    for heading, wanted in [("Still to be written", False), ("Written", True)]:
        yield from ("", f"## {heading}")
        for group, members in groups.items():
            listed = [n for n in members if (n in covered) == wanted]
            if listed:
                yield from ("", f"**{title_of(group)}**", "")
                yield ", ".join(_link(name) for name in listed)


def _list_superseded(_: str) -> Iterator[str]:
    entries = find_entries(ROOT)
    for identifier, why in exported_names().items():
        if why:
            name = identifier.rpartition(".")[2]
            yield from ("", f"## {name} {{ #{identifier} }}", "")
            yield to_markdown(why, identifier, lambda n: resolve(n, entries))


def _say_source(_: str) -> Iterator[str]:
    yield (
        f"Made from the code of **Dagster {version('dagster')}** and "
        f"**Metaxy {version('metaxy')}**, with the words of their authors."
    )


_PARTS: dict[str, Callable[[str], Iterator[str]]] = {
    "coverage": _list_coverage,
    "names": _list_names,
    "source": _say_source,
    "superseded": _list_superseded,
}


def title_of(group: str) -> str:
    """Give the heading of a group's page.

    Args:
        group: The name of its folder.
    """
    text = (ROOT / FOLDER / f"{group}.md").read_text()
    heading = text.partition("\n# Reference: ")[2].partition("\n")[0].strip()
    return heading[0].upper() + heading[1:]


def _list_groups() -> list[str]:
    """List the folders of entries in the order of the navigation."""
    pages = [Path(page) for page in list_navigation(Repository(ROOT))]
    return [
        page.stem
        for page in pages
        if page.parent == Path(FOLDER) and (ROOT / FOLDER / page.stem).is_dir()
    ]


def _group(entry: Entry) -> str:
    return entry.page.split("/")[-2]


def _link(identifier: str) -> str:
    return link_code(identifier.rpartition(".")[2], identifier)


class ReferencePages(Extension):
    """Lists of names, coverage and what is superseded."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register before anything reads the lines.

        Args:
            md: The converter.
        """
        md.preprocessors.register(ReferencePreprocessor(md), "reference", 45)


def makeExtension(**_: object) -> ReferencePages:
    """Make the extension, as Python-Markdown asks."""
    return ReferencePages()

"""What the reference's pages list of names, instead of their marks."""

from collections.abc import Callable, Iterator
from importlib.metadata import version
from inspect import getdoc, isclass, isroutine

from docs._ext.core.marks import Writer
from docs._ext.core.site import Site
from docs._ext.reference.names import (
    FOLDER,
    Entry,
    current_names,
    entries_by_name,
    exported_names,
    load_object,
    resolve,
)
from docs._ext.reference.rst import first_sentence, link_code, to_markdown
from docs._ext.reference.shown_on import covered_names, find_usage


class UnknownGroupError(ValueError):
    """A page asks for a group of names that has no folder."""


def _list_names(site: Site, group: str) -> Iterator[str]:
    entries = _group_entries(site).get(group)
    if not entries:
        raise UnknownGroupError(f"{FOLDER}/{group}/ holds no entries")
    yield from ("| name | what it is | pages |", "| --- | --- | --: |")
    for entry in entries:
        pages = len(find_usage(site).get(entry.identifier, []))
        summary = _summary(site, entry.identifier).replace("|", "\\|")
        summary = summary or "*no docstring*"
        yield f"| {_link(entry.identifier)} | {summary} | {pages or ''} |"


def _summary(site: Site, identifier: str) -> str:
    target = load_object(identifier)
    if not (isclass(target) or isroutine(target)):
        return ""
    text = getdoc(target) if target.__doc__ else ""
    entries = entries_by_name(site)
    return first_sentence(
        to_markdown(text or "", identifier, lambda name: resolve(name, entries))
    )


def _list_coverage(site: Site, _: str) -> Iterator[str]:
    names = current_names()
    covered = covered_names(site)
    done = [name for name in names if name in covered]
    yield (
        f"**{len(done)} of {len(names)}** public names "
        f"({100 * len(done) // len(names)}%) have a program that runs."
    )
    yield from (
        "",
        "| kind | with a program | without |",
        "| --- | --: | --: |",
    )
    groups = _group_entries(site)
    for group, entries in groups.items():
        with_one = sum(entry.identifier in covered for entry in entries)
        link = f"[{_title_of(site, group)}]({group}.md)"
        yield f"| {link} | {with_one} | {len(entries) - with_one} |"
    for heading, wanted in [("Still to be written", False), ("Written", True)]:
        yield from ("", f"## {heading}")
        for group, entries in groups.items():
            names = [entry.identifier for entry in entries]
            listed = [_link(n) for n in names if (n in covered) == wanted]
            if listed:
                yield from ("", f"**{_title_of(site, group)}**", "")
                yield ", ".join(listed)


def _list_superseded(site: Site, _: str) -> Iterator[str]:
    entries = entries_by_name(site)
    for identifier, why in exported_names().items():
        if why:
            name = identifier.rpartition(".")[2]
            yield from ("", f"## {name} {{ #{identifier} }}", "")
            yield to_markdown(why, identifier, lambda n: resolve(n, entries))


def _name_source(site: Site, _: str) -> Iterator[str]:
    yield (
        f"Made from the code of **Dagster {version('dagster')}** and "
        f"**Metaxy {version('metaxy')}**, with the words of their authors."
    )


def _joined(lines: Callable[[Site, str], Iterator[str]]) -> Writer:
    return lambda site, words: "\n".join(lines(site, words))


WRITERS: dict[str, Writer] = {
    "coverage": _joined(_list_coverage),
    "names": _joined(_list_names),
    "source": _joined(_name_source),
    "superseded": _joined(_list_superseded),
}


def _title_of(site: Site, group: str) -> str:
    text = site.pages[f"{FOLDER}/{group}.md"]
    heading = text.partition("\n# Reference: ")[2].partition("\n")[0].strip()
    return heading[0].upper() + heading[1:]


def _group_entries(site: Site) -> dict[str, list[Entry]]:
    """Map each folder of entries, in the order of the navigation, to them."""
    groups: dict[str, list[Entry]] = {}
    for page in site.navigation:
        prefix = f"{page.removesuffix('.md')}/"
        group = [
            e
            for e in entries_by_name(site).values()
            if e.page.startswith(prefix)
        ]
        if page.startswith(FOLDER) and group:
            groups[prefix.split("/")[-2]] = group
    return groups


def _link(identifier: str) -> str:
    return link_code(identifier.rpartition(".")[2], identifier)

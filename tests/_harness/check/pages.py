"""Checks the pages as data: what they include, show and leave out."""

import re
from collections.abc import Iterator

from docs._ext.core.includes import (
    Fence,
    Include,
    find_fences,
    find_pictures,
    find_sections,
    parse_include,
    without_fences,
)
from docs._ext.core.site import (
    PRESET,
    Problem,
    Site,
    find_entries,
    is_mistake,
    nav_paths,
)
from docs._ext.errors import find_remedy

COMMANDS = "tests/_harness/check/commands.txt"
VERBS = "tests/_harness/check/verbs.txt"
# What a page may show besides snippets: settings that this repository uses.
_SETTINGS = ("pyproject.toml", PRESET)
_HEADING = re.compile(r"(?P<level>#+) (?P<title>.+?)(?: \{[^}]*\})?$")
# What may be before the verb: “To store, use …”.
_ASIDE = re.compile(r"(?:For|If|In|Outside|To)\b[^,]*, ")
_INCLUDE = re.compile(r"[\s>]*;*-+8<-")


def page_showing(snippet: str) -> str:
    """The page that shows a snippet."""
    return f"docs/{snippet.removeprefix('snippets/').rpartition('/')[0]}.md"


def read_commands(site: Site) -> set[str]:
    """The commands that a page may type: CI runs each of them."""
    return {*(site.root / COMMANDS).read_text().splitlines()}


def check_fences(site: Site) -> Iterator[Problem]:
    """Every fence is one include, or commands that CI runs."""
    commands = read_commands(site)
    for page, text in site.pages.items():
        for fence in find_fences(text):
            for message in _find_faults(fence, commands):
                yield Problem(page, fence.line, message)


def _find_faults(fence: Fence, commands: set[str]) -> Iterator[str]:
    if "hl_lines" in fence.info:
        yield (
            "hl_lines goes wrong when the code moves; show a section of the "
            "file instead"
        )
    elif fence.include and not fence.info.strip().isalpha():
        yield "no caption; write the language after ``` and nothing else"
    is_command = fence.language == "sh" and {*fence.body} <= commands
    if not fence.include and not is_command:
        yield (
            "text typed into a page; put it into a file under snippets/ "
            'and include that: --8<-- "snippets/<topic>/<page>/<file>"'
        )


def check_includes(site: Site) -> Iterator[Problem]:
    """Every include names a tested file, and a section that exists."""
    for include, places in site.includes.items():
        message = _find_fault_of_include(site, include)
        for page, line in places if message else ():
            yield Problem(page, line, message)
    for page, text in site.pages.items():
        for number, written in enumerate(text.splitlines(), 1):
            is_read = parse_include(written) and ">" not in written
            if _INCLUDE.match(written) and not is_read:
                message = (
                    "not an include; write it outside of quotations, on a line "
                    'of its own, as --8<-- "path" or --8<-- "path:section"'
                )
                yield Problem(page, number, message)
        for picture, number in find_pictures(text):
            if not picture.path.endswith(".svg"):
                message = f"put {picture.path} between two ``` lines"
                yield Problem(page, number, message)


def _find_fault_of_include(site: Site, include: Include) -> str:
    path, section = include.path, include.section
    if not (site.root / path).is_file():
        return f"no file {path}; fix the include's path"
    if not path.startswith("snippets/") and path not in _SETTINGS:
        return f"{path} is not tested; include a file under snippets/"
    sections = find_sections((site.root / path).read_text())
    if section and section not in sections:
        names = ", ".join(sections) or "none"
        return f"no section {section!r} in {path}; it has: {names}"
    return ""


def check_all_shown(site: Site) -> Iterator[Problem]:
    """Every snippet is on a page, and every section is shown."""
    shown = {include.path for include in site.includes}
    for path, text in site.snippets.items():
        if path.endswith(".ui.toml"):
            continue
        if path not in shown:
            message = f"is on no page; include it in {page_showing(path)}"
            yield Problem(path, 1, f"{message} or delete it")
            continue
        for section, line in find_sections(text).items():
            if Include(path, section) not in site.includes:
                message = (
                    f"section {section!r} is shown on no page; include "
                    f'"{path}:{section}" or remove its marks'
                )
                yield Problem(path, line, message)


def check_mistakes(site: Site) -> Iterator[Problem]:
    """What goes wrong is a mistake, and its error is below it."""
    for page, text in site.pages.items():
        line, goes_wrong = 1, False
        for part in re.split(r"^(?=##)", text, flags=re.MULTILINE):
            if not part.startswith("###"):
                goes_wrong = "goes wrong" in part.partition("\n")[0]
            shown = re.findall(r'--8<-- "(.*?)[:"]', part)
            for message in _find_missing(site, shown, goes_wrong=goes_wrong):
                yield Problem(page, line, message)
            line += part.count("\n")


def _find_missing(
    site: Site, shown: list[str], *, goes_wrong: bool
) -> Iterator[str]:
    mistakes = [name for name in shown if is_mistake(name)]
    if goes_wrong and shown and not mistakes:
        yield f"no mistake; name its program mistake_….py, not {shown[0]}"
    for name in mistakes:
        error = f"{name.removesuffix('.py')}.txt"
        if error in site.snippets and error not in shown:
            yield f"the error of {name} is not shown; include {error} below it"


def check_remedies(site: Site) -> Iterator[Problem]:
    """Below every mistake is what to do instead, before why."""
    verbs = {*(site.root / VERBS).read_text().split()}
    for page, text in site.pages.items():
        prose = without_fences(text).splitlines()
        for fence in find_fences(text):
            path = fence.include.path if fence.include else ""
            if not is_mistake(path):
                continue
            remedy = find_remedy(prose[fence.line :])
            if not remedy:
                message = f"no remedy; say below {path} what to do instead"
                yield Problem(page, fence.line + 1, message)
            elif _ASIDE.sub("", remedy).split()[0].lower() not in verbs:
                message = (
                    f"{remedy!r} is below {path}; begin with what to do "
                    f"instead, or add its verb to {VERBS}"
                )
                yield Problem(page, fence.line + 1, message)


def check_navigation(site: Site) -> Iterator[Problem]:
    """Every page is in the navigation, by a short label, and leads on."""
    listed = {f"docs/{path}" for path in nav_paths(site.nav)}
    written = {page for page in site.pages if page.startswith("docs/")}
    for page in written - listed:
        yield Problem(page, 1, "not in the navigation; add it to mkdocs.yml")
    for page in listed - written:
        line = _line_in_settings(site, page.removeprefix("docs/"))
        yield Problem("mkdocs.yml", line, f"there is no page {page}")
    for entry in find_entries(site.nav):
        topic = entry.sections[-1] if entry.sections else ""
        if topic and entry.label.casefold().startswith(topic.casefold()):
            message = f"{entry.label!r} repeats {topic!r}; shorten the label"
            line = _line_in_settings(site, entry.path)
            yield Problem("mkdocs.yml", line, message)
    for page, text in site.pages.items():
        for number, line_of_page in enumerate(text.splitlines(), 1):
            if line_of_page.startswith("Next: "):
                message = "the footer leads to the next page; delete this line"
                yield Problem(page, number, message)


def _line_in_settings(site: Site, path: str) -> int:
    return site.settings.partition(path)[0].count("\n") + 1


def check_titles(site: Site) -> Iterator[Problem]:
    """No page or section has the title of another page."""
    titles: dict[str, str] = {}
    headings: list[tuple[str, int, str]] = []
    for page in site.navigation:
        prose = without_fences(site.pages[page])
        for number, line in enumerate(prose.splitlines(), 1):
            if not (found := _HEADING.match(line)):
                continue
            title = found["title"].replace("`", "").casefold()
            if found["level"] == "#":
                titles.setdefault(title, page)
            headings.append((page, number, title))
    for page, number, title in headings:
        if (owner := titles.get(title, page)) != page:
            message = f"{owner} has this title; use another"
            yield Problem(page, number, message)

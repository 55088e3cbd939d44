"""Finds words that our English avoids, and says what to write instead.

`banned.txt` has one pattern per line. It holds for pages and programs, and for
the machinery, because readers see its captions, pictures and messages.
"""

import re
from collections.abc import Iterator

from docs._ext.core.includes import MARK, parse_include, without_fences
from docs._ext.core.site import Problem, Site

BANNED = "tests/_harness/check/banned.txt"
_MACHINERY = ("docs/_ext", "docs/javascripts", "docs/tools", "tests/_harness")
_ENDINGS = {".html", ".js", ".py", ".toml"}
# What Dagster prints is quoted as it is.
_QUOTED = re.compile("“[^”]*”|`+[^`]*`+")
# Where straight quotes belong: tags, tabs and the caption of a picture.
_SYNTAX = re.compile(r'<[^>]*>|^=== .*|(?<=\S) "(?=.*"\)$)|"\)$')
_STRAIGHT = re.compile("[\"']")


def check_banned(site: Site) -> Iterator[Problem]:
    """Find the words of the list, and straight quotes in prose."""
    for path, number, line in [*_read_pages(site), *_read_code(site)]:
        for pattern, instead in _read_list(site):
            if found := pattern.search(line):
                message = f"“{found[0].strip()}”; write {instead}"
                yield Problem(path, number, message)
    for path, number, line in _read_pages(site):
        if found := _STRAIGHT.search(_SYNTAX.sub("", line)):
            message = f"straight quote {found[0]} in prose; write “…” or ’"
            yield Problem(path, number, message)


def _read_list(site: Site) -> list[tuple[re.Pattern[str], str]]:
    lines = (site.root / BANNED).read_text().splitlines()
    entries = [line.split(" => ") for line in lines]
    return [(re.compile(p, re.IGNORECASE), instead) for p, instead in entries]


def _read_pages(site: Site) -> Iterator[tuple[str, int, str]]:
    for path, text in site.pages.items():
        for number, line in enumerate(without_fences(text).splitlines(), 1):
            # What readers type into the search is not ours to word.
            if not parse_include(line) and not line.startswith("keywords: "):
                yield path, number, _QUOTED.sub("", line)


def _read_code(site: Site) -> Iterator[tuple[str, int, str]]:
    texts = dict(site.programs)
    for folder in _MACHINERY:
        for file in sorted((site.root / folder).rglob("*")):
            if file.suffix in _ENDINGS:
                texts[site.name(file)] = file.read_text()
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if not line.lstrip().startswith(MARK):
                yield path, number, line

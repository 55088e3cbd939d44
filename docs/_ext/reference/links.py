"""Links the names in a shown program to their entries in the reference."""

import re
from collections.abc import Iterable
from html import unescape

from docs._ext.core.includes import Include, shown_lines
from docs._ext.core.site import Site, per_site
from docs._ext.reference.uses import Use, find_uses

_TOKEN = re.compile(r"<[^>]+>|[^<]+")


class MisplacedLinkError(ValueError):
    """The highlighted code is not what the program's file holds."""


@per_site
def shown_uses(site: Site, include: Include) -> tuple[Use, ...]:
    """Find the names in what a page shows of a program, and where in that."""
    lines = site.snippets[include.path].splitlines()
    shown = shown_lines(site.snippets[include.path], include.section)
    margin = 0
    if include.section:
        indents = [
            len(w) - len(w.lstrip()) for n in shown if (w := lines[n - 1])
        ]
        margin = min(indents, default=0)
    places = {number: place for place, number in enumerate(shown, 1)}
    return tuple(
        Use(places[u.line], u.start - margin, u.end - margin, u.identifier)
        for u in find_uses(site, include.path)
        if u.line in places
    )


def link_program(site: Site, include: Include, code: str) -> str:
    """Link the names in the highlighted code of a program."""
    return link_names(code, shown_uses(site, include))


def link_names(code: str, uses: Iterable[Use]) -> str:
    """Put links around the names in the HTML inside of `<code>`.

    The links are out of the tab order: a block can hold fifty of them. Where
    the text is another, MisplacedLinkError is raised.
    """
    tokens = _TOKEN.findall(code)
    firsts, lasts = _find_places(tokens)
    text = "".join(unescape(token) for token in tokens if token[0] != "<")
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    for use in uses:
        first = firsts.get(lines[use.line - 1] + use.start)
        last = lasts.get(lines[use.line - 1] + use.end)
        if first is None or last is None:
            raise MisplacedLinkError(use.identifier)
        tokens[first - 1] = (
            f'<autoref optional identifier="{use.identifier}" class="ref" '
            f'tabindex="-1">{tokens[first - 1]}'
        )
        tokens[last + 1] += "</autoref>"
    return "".join(tokens)


def _find_places(tokens: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Map where the text of a span is, and where it ends, to its index."""
    firsts: dict[int, int] = {}
    lasts: dict[int, int] = {}
    offset = 0
    for n, token in enumerate(tokens):
        if token[0] == "<":
            continue
        end = offset + len(unescape(token))
        if n and tokens[n - 1][:5] == "<span" and tokens[n + 1] == "</span>":
            # A name may start after a sign in the same span: `@dg`.
            firsts |= dict.fromkeys(range(offset, end), n)
            lasts[end] = n
        offset = end
    return firsts, lasts

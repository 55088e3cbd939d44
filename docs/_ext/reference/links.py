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
    """Find the names in what a page shows of a program.

    Args:
        site: The files of the site.
        include: The program, or the section of it.

    Returns:
        The names, with the lines and columns of the shown text.
    """
    text = site.snippets[include.path]
    lines = text.splitlines()
    shown = shown_lines(text, include.section)
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
    """Put links around the names in highlighted code.

    The links are out of the tab order: a block can hold fifty of them.

    Args:
        code: The HTML inside of `<code>`.
        uses: Where the names are in its text.

    Returns:
        The HTML, whose text is the same.

    Raises:
        MisplacedLinkError: The text at one of the places is another.
    """
    tokens = _TOKEN.findall(code)
    places = _places(tokens)
    text = "".join(unescape(token) for token in tokens if token[0] != "<")
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    for use in uses:
        first = _find(places, starts[use.line - 1] + use.start, 0)
        last = _find(places, starts[use.line - 1] + use.end, 1)
        if first is None or last is None:
            raise MisplacedLinkError(use.identifier)
        tokens[first - 1] = (
            f'<autoref optional identifier="{use.identifier}" class="ref" '
            f'tabindex="-1">{tokens[first - 1]}'
        )
        tokens[last + 1] += "</autoref>"
    return "".join(tokens)


def _places(tokens: list[str]) -> dict[int, tuple[int, int]]:
    """Map the index of each text that is in a tag to its two offsets."""
    places: dict[int, tuple[int, int]] = {}
    offset = 0
    for n, token in enumerate(tokens):
        if token[0] == "<":
            continue
        end = offset + len(unescape(token))
        if (
            n
            and tokens[n - 1].startswith("<span")
            and tokens[n + 1] == "</span>"
        ):
            places[n] = (offset, end)
        offset = end
    return places


def _find(
    places: dict[int, tuple[int, int]], offset: int, side: int
) -> int | None:
    """Find the text that holds a start, or that ends at an end."""
    for n, (start, end) in places.items():
        if (start <= offset < end) if side == 0 else end == offset:
            return n
    return None

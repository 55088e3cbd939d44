"""Marks on pages, such as `<!-- errors -->`: lines that data stands in for."""

import re
from collections.abc import Callable, Iterator, Mapping

from docs._ext.core.site import Site

Writer = Callable[[Site, str], str]
"""Gives Markdown for a mark, from the site and the words after its name."""

_MARK = re.compile(r"<!-- (?P<name>[a-z]+)(?: (?P<words>[\w. ]+))? -->")


class Marks:
    """Knows what to write instead of each mark."""

    def __init__(self, site: Site, writers: Mapping[str, Writer]) -> None:
        self.site = site
        self.writers = writers

    def is_mark(self, line: str) -> bool:
        """Say whether data stands in for a line of a page."""
        mark = _MARK.fullmatch(line)
        return mark is not None and mark["name"] in self.writers

    def expand(self, line: str) -> Iterator[str]:
        """Yield the lines that replace a mark; any other line is itself."""
        mark = _MARK.fullmatch(line)
        if mark and (write := self.writers.get(mark["name"])):
            yield from write(self.site, mark["words"] or "").splitlines()
        else:
            yield line

    def expand_page(self, text: str) -> str:
        """Replace all marks of a page."""
        lines = text.splitlines()
        return "\n".join(new for line in lines for new in self.expand(line))

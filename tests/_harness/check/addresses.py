"""Checks that each address that was published still leads to a page.

`addresses.txt` lists every address that the site ever had.
"""

from argparse import ArgumentParser
from collections.abc import Iterator

from docs._ext.core.site import Problem, Site, address_of
from docs._ext.publish.redirects import MOVED, read_moved

LISTED = "tests/_harness/check/addresses.txt"
_COMMAND = "uv run python -m tests._harness addresses"


def _find_addresses(site: Site) -> dict[str, str]:
    """The page of each address, from the root of the site."""
    pages = [page for page in site.pages if page.startswith("docs/")]
    return {address_of(page): page for page in pages}


def check_addresses(site: Site) -> Iterator[Problem]:
    """Every address that was published leads to a page, now as before."""
    addresses = _find_addresses(site)
    listed = (site.root / LISTED).read_text().splitlines()
    moved = read_moved(site)
    for address, page in addresses.items():
        if f"/{address}" not in listed:
            yield Problem(page, 1, f"its address is new; run `{_COMMAND}`")
        if address in moved:
            message = f"{address} is in {MOVED}, too; remove it there"
            yield Problem(page, 1, message)
    for line, address in enumerate(listed, 1):
        if address[1:] not in {*addresses, *moved}:
            message = f"no page at {address} any more; say in {MOVED} where to"
            yield Problem(LISTED, line, message)
    for line, (old, new) in enumerate(moved.items(), 1):
        if new not in addresses:
            message = f"{old} leads to {new}, where there is no page; fix it"
            yield Problem(MOVED, line, message)


def main(args: list[str]) -> int:
    """Add new addresses to the list; an address never leaves it."""
    ArgumentParser("addresses", description=main.__doc__).parse_args(args)
    site = Site()
    path = site.root / LISTED
    new = {f"/{address}" for address in _find_addresses(site)}
    listed = {*path.read_text().splitlines(), *new}
    path.write_text("".join(f"{address}\n" for address in sorted(listed)))
    return 0

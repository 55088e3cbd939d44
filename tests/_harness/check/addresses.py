"""Checks that what was published once still leads somewhere.

`addresses.txt` lists every address that the site ever had. New pages come into
the list by:

    uv run python -m tests._harness.check.addresses
"""

from collections.abc import Iterator

from docs._ext.core.site import Problem, Site, address_of
from docs._ext.publish.redirects import MOVED, read_moved

LISTED = "tests/_harness/check/addresses.txt"
_COMMAND = "uv run python -m tests._harness.check.addresses"


def find_addresses(site: Site) -> dict[str, str]:
    """Map each address, from the root of the site, to the page there."""
    pages = [page for page in site.pages if page.startswith("docs/")]
    return {address_of(page): page for page in pages}


def check_addresses(site: Site) -> Iterator[Problem]:
    """Every address that was published leads to a page, now as before."""
    addresses = find_addresses(site)
    listed = (site.root / LISTED).read_text().splitlines()
    moved = read_moved(site)
    for address, page in addresses.items():
        if f"/{address}" not in listed:
            yield Problem(page, 1, f"its address is new; run `{_COMMAND}`")
        if address in moved:
            message = f"{address} moved, says {MOVED}; remove it there"
            yield Problem(page, 1, message)
    for line, address in enumerate(listed, 1):
        if address[1:] not in {*addresses, *moved}:
            message = f"no page at {address} any more; say in {MOVED} where to"
            yield Problem(LISTED, line, message)
    for line, (old, new) in enumerate(moved.items(), 1):
        if new not in addresses:
            message = f"{old} is to lead to {new}, where there is no page"
            yield Problem(MOVED, line, message)


def main() -> None:
    """Add new addresses to the list; an address never leaves it."""
    site = Site()
    path = site.root / LISTED
    new = {f"/{address}" for address in find_addresses(site)}
    listed = {*path.read_text().splitlines(), *new}
    path.write_text("".join(f"{address}\n" for address in sorted(listed)))


if __name__ == "__main__":
    main()

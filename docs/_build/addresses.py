"""Keeps the addresses of pages: what was published once still leads somewhere.

`addresses.txt` lists every address that the site ever had. A page that moves
leaves its old address in `moved.yml`, and the build puts a page there that
leads on. New pages come into the list by:

    uv run python -m docs._build.addresses
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import relpath

import yaml

from docs._build.pages import Problem, Repository

ROOT = Path(__file__).parents[2]
LISTED = "docs/_build/addresses.txt"
MOVED = "docs/_build/moved.yml"
_COMMAND = "uv run python -m docs._build.addresses"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{site}{new}">
<meta http-equiv="refresh" content="0; url={link}">
</head>
<body>
<p>This page moved: <a href="{link}">{new}</a></p>
<script src="{root}javascripts/moved.js"></script>
</body>
</html>
"""


def find_addresses(repository: Repository) -> dict[str, str]:
    """Map each address, from the root of the site, to the page there.

    Args:
        repository: The files of the site.
    """
    found = {}
    for page in repository.pages:
        if page.startswith("docs/"):
            path = PurePosixPath(page).relative_to("docs").with_suffix("")
            path = path.parent if path.name == "index" else path
            found["" if path == PurePosixPath() else f"{path}/"] = page
    return found


def read_moved(root: Path) -> dict[str, str]:
    """Read where pages moved: the new address by the old one.

    Args:
        root: The folder that holds `docs/`.
    """
    return yaml.safe_load((root / MOVED).read_text()) or {}


def check_addresses(repository: Repository) -> Iterator[Problem]:
    """Every address that was published leads to a page, now as before."""
    addresses = find_addresses(repository)
    listed = (repository.root / LISTED).read_text().splitlines()
    moved = read_moved(repository.root)
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


def make_redirects(root: Path, site: str) -> dict[str, str]:
    """Make what stands at the old addresses, for browsers and as Markdown.

    Args:
        root: The folder that holds `docs/`.
        site: The address of the site.

    Returns:
        The text of each file by its path in the site.
    """
    files = {}
    for old, new in read_moved(root).items():
        to_root = "../" * old.count("/")
        files[f"{old}index.html"] = _PAGE.format(
            site=escape(site),
            new=escape(new),
            link=f"{to_root}{escape(new)}",
            root=to_root,
        )
        markdown = relpath(f"{new}index.md", old)
        files[f"{old}index.md"] = f"# Moved\n\nTo [{new}]({markdown}).\n"
    return files


def main() -> None:
    """Add new addresses to the list; an address never leaves it."""
    path = ROOT / LISTED
    new = {f"/{address}" for address in find_addresses(Repository(ROOT))}
    listed = {*path.read_text().splitlines(), *new} if path.exists() else new
    path.write_text("".join(f"{address}\n" for address in sorted(listed)))


if __name__ == "__main__":
    main()

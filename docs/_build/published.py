"""Checks a built site as its readers will find it, before it is published.

SITE_URL=https://example.org/ uv run python -m docs._build.published site
"""

import os
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_REFRESH = '<meta http-equiv="refresh"'
_LOCATION = re.compile(r"<loc>([^<]*)</loc>")
_LOCAL = re.compile(r'(?:href|src|action)="(/[^"]*)"')
_LOOPBACK = re.compile(r"^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$")


def check_published(folder: Path, site: str) -> list[str]:
    """Find what would lead readers astray.

    Args:
        folder: The folder of the built site.
        site: The address where it will stand.

    Returns:
        The faults.
    """
    url = urlsplit(site)
    is_public = url.scheme and not _LOOPBACK.match(url.netloc)
    if not is_public or not site.endswith("/"):
        return [
            f"SITE_URL is {site!r}; set it to the address where the site will "
            "stand, with a slash at its end"
        ]
    return [
        *_check_pages(folder, site),
        *_check_missing(folder, url.path),
        *_check_texts(folder, site),
    ]


def _check_pages(folder: Path, site: str) -> Iterator[str]:
    """Each page says its own address, and the sitemap has just these."""
    pages = set()
    for path in sorted(folder.rglob("index.html")):
        address = path.parent.relative_to(folder).as_posix()
        address = site if address == "." else f"{site}{address}/"
        text = path.read_text()
        canonical = _CANONICAL.findall(text)
        if _REFRESH in text:
            if not canonical or not canonical[0].startswith(site):
                yield f"{path}: leads to {canonical}, not below {site}"
            continue
        pages.add(address)
        if canonical != [address]:
            yield f"{path}: says that it stands at {canonical}, not {address}"
    sitemap = folder / "sitemap.xml"
    listed = _LOCATION.findall(sitemap.read_text()) if sitemap.exists() else []
    for address in sorted(pages ^ set(map(unescape, listed))):
        has = "lacks" if address in pages else "has, but no page is"
        yield f"{sitemap}: {has} {address}"


def _check_missing(folder: Path, base: str) -> Iterator[str]:
    """The page for missing addresses works at every depth."""
    path = folder / "404.html"
    if not path.exists():
        yield f"{path}: is not there"
        return
    for address in _LOCAL.findall(path.read_text()):
        if not address.startswith(base):
            yield f"{path}: asks for {address}, not below {base}"


def _check_texts(folder: Path, site: str) -> Iterator[str]:
    """What is for machines names the site by its address."""
    for name in ["robots.txt", "llms.txt"]:
        path = folder / name
        if not path.exists() or site not in path.read_text():
            yield f"{path}: does not name {site}"


def main() -> None:
    """Check the folder that is named on the command line."""
    faults = check_published(Path(sys.argv[1]), os.environ.get("SITE_URL", ""))
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()

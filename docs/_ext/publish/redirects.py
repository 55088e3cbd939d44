"""Keeps the addresses of pages: what was published once still leads somewhere.

A page that moves leaves its old address in `moved.yml`, and the build puts a
page there that leads to the new one.
"""

from html import escape
from posixpath import relpath

import yaml

from docs._ext.core.site import Site

MOVED = "docs/_ext/publish/moved.yml"

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


def read_moved(site: Site) -> dict[str, str]:
    """Read where pages moved: the new address by the old one."""
    return yaml.safe_load((site.root / MOVED).read_text()) or {}


def make_redirects(site: Site, address: str) -> dict[str, str]:
    """Make what is at the old addresses, for browsers and as Markdown."""
    files = {}
    for old, new in read_moved(site).items():
        to_root = "../" * old.count("/")
        files[f"{old}index.html"] = _PAGE.format(
            site=escape(address),
            new=escape(new),
            link=f"{to_root}{escape(new)}",
            root=to_root,
        )
        markdown = relpath(f"{new}index.md", old)
        files[f"{old}index.md"] = f"# Moved\n\nTo [{new}]({markdown}).\n"
    return files

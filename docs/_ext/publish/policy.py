"""Puts a content security policy into each built page.

A page may load what the site has, and runs no inline script but the theme's
own, which the policy names by their hashes. It is in the page because not
every host can be told to send headers.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from docs._ext.core.site import Problem, SiteError

_THEMES = ["material", "zensical"]
_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_STYLE_IN_SCRIPT = re.compile(r"'(\.[^'\\]*\{[^'\\]*\})'")
_FILLED_IN = re.compile(r"\\{\\{.*?\\}\\}")


def add_policies(built: Path) -> None:
    """Put a policy into each page, before anything that it governs."""
    for page in sorted(built.rglob("*.html")):
        before, charset, after = page.read_text().partition(_CHARSET)
        if not charset:
            message = f"the policy goes after {_CHARSET}; add that to its head"
            raise SiteError([Problem(str(page), 1, message)])
        policy = (
            '<meta http-equiv="Content-Security-Policy" '
            f'content="{make_policy(after)}">'
        )
        page.write_text(f"{before}{charset}{policy}{after}")


def make_policy(html: str) -> str:
    """Make the policy of a page."""
    scripts = [
        _hash(script)
        for script in _SCRIPT.findall(html)
        if any(own.fullmatch(script) for own in _theme_scripts())
    ]
    styles = [*_STYLE.findall(html), *_theme_styles()]
    sources = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *map(_hash, styles)],
        "img-src": ["'self'", "data:"],  # The theme's icons are data.
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],  # Where there is no page, one may search.
    }
    return "; ".join(f"{name} {' '.join(of)}" for name, of in sources.items())


def _hash(text: str) -> str:
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _theme_scripts() -> list[re.Pattern[str]]:
    """The inline scripts of the themes, with anything where they are filled."""
    return [
        # Such as `../..`, or the path from the root in a 404 page.
        re.compile(_FILLED_IN.sub(r"[\\w./-]*", re.escape(script)))
        for script in _find_in_themes(_SCRIPT, "partials/javascripts/*")
    ]


@cache
def _theme_styles() -> list[str]:
    """The styles that a theme's script adds: those of Zensical's search."""
    scripts = "assets/javascripts/bundle.*.js"
    return [*_find_in_themes(_STYLE_IN_SCRIPT, scripts)]


def _find_in_themes(part: re.Pattern[str], place: str) -> Iterator[str]:
    for theme in filter(find_spec, _THEMES):
        for file in Path(str(files(theme))).glob(f"templates/{place}"):
            yield from part.findall(file.read_text())

"""Puts a content security policy into each built page.

A page may load what the site has, and run no inline script but the theme's
own. Those stand in the policy by their hashes, so that whatever else finds its
way into a page does not run. It stands in the page because not every host can
be told to send headers.
"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

_THEMES = ["material", "zensical"]
_CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script>(?P<text>.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(?P<text>.*?)</style>", re.DOTALL)
_FILLED_IN = re.compile(r"\\{\\{.*?\\}\\}")


class PolicyError(ValueError):
    """A page gives no place to the policy."""


def add_policies(site: Path) -> None:
    """Put a policy into each page of a site.

    Args:
        site: The folder of the built site.

    Raises:
        PolicyError: A page gives no place to the policy.
    """
    for page in sorted(site.rglob("*.html")):
        try:
            page.write_text(add_policy(page.read_text()))
        except PolicyError as error:
            raise PolicyError(f"{page}: {error}") from None


def add_policy(html: str) -> str:
    """Put a policy into a page.

    Args:
        html: The page.

    Returns:
        The page with its policy, before anything that it governs.

    Raises:
        PolicyError: The page gives no place to the policy.
    """
    before, charset, after = html.partition(_CHARSET)
    if not charset:
        raise PolicyError(
            f"the policy goes behind {_CHARSET}, which is missing"
        )
    policy = (
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{make_policy(html)}">'
    )
    return f"{before}{charset}{policy}{after}"


def make_policy(html: str) -> str:
    """Make the policy of a page.

    Args:
        html: The page.
    """
    scripts = [
        _hash(script["text"])
        for script in _SCRIPT.finditer(html)
        if any(own.fullmatch(script["text"]) for own in _theme_scripts())
    ]
    styles = [_hash(style["text"]) for style in _STYLE.finditer(html)]
    sources = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *styles],
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
    """The inline scripts of the themes, as they come in any page."""
    scripts = []
    for theme in _THEMES:
        found = find_spec(theme)
        assert found
        assert found.origin
        folder = Path(found.origin).parent / "templates/partials/javascripts"
        for file in sorted(folder.glob("*.html")):
            for script in _SCRIPT.finditer(file.read_text()):
                # `../..`, or the path from the root in a 404 page
                text = _FILLED_IN.sub(r"[\\w./-]*", re.escape(script["text"]))
                scripts.append(re.compile(text))
    return scripts

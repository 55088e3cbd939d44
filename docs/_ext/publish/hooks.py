"""A MkDocs hook that makes `mkdocs serve` fast.

It leaves the reference out, and says so; `REFERENCE=1` brings it in. It
remembers the colours of each block of code from one build to the next. A build
has the reference always. Zensical knows no hooks.
"""

import logging
import os
from collections.abc import Callable
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from pymdownx.highlight import Highlight

LEFT_OUT = (
    "The reference is left out of this preview, and names in programs are no "
    "links. To see both: `REFERENCE=1 uv run mkdocs serve`."
)
_PAGE = "reference/index.md"

_log = logging.getLogger("mkdocs.reference")
_left_out = False


def on_startup(
    command: Literal["build", "gh-deploy", "serve"], **_: Any
) -> None:
    """Decide, once.

    Args:
        command: What MkDocs was started for.
    """
    global _left_out
    _left_out = command == "serve" and not os.environ.get("REFERENCE")
    if command == "serve":
        Highlight.highlight = _remember(Highlight.highlight)


def _remember(highlight: Callable[..., str]) -> Callable[..., str]:
    known: dict[str, str] = {}

    def highlight_once(self: Highlight, *args: Any, **options: Any) -> str:
        key = repr((args, options))
        if key not in known:
            known[key] = highlight(self, *args, **options)
        return known[key]

    return highlight_once


def on_config(config: MkDocsConfig) -> MkDocsConfig | None:
    """Turn off what reads Dagster's code.

    Args:
        config: The site's configuration.
    """
    if not _left_out:
        return None
    _log.info(LEFT_OUT)
    config.plugins["mkdocstrings"].config.enabled = False
    config.mdx_configs["docs._ext.extension"] = {"reference": False}
    if config.nav:
        config.nav = [
            {"Reference": _PAGE} if "Reference" in entry else entry
            for entry in config.nav
        ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files | None:
    """Leave out the pages.

    Args:
        files: The site's files.
        config: The site's configuration.
    """
    if not _left_out:
        return None
    for file in files:
        if file.src_uri.startswith("reference/") and file.src_uri != _PAGE:
            file.inclusion = InclusionLevel.EXCLUDED
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str | None:
    """Say it on the page that leads to the reference.

    Args:
        markdown: The page's text.
        page: The page.
    """
    if not _left_out or page.file.src_uri != _PAGE:
        return None
    return f"# Reference\n\n!!! warning\n\n    {LEFT_OUT}\n"

"""What MkDocs calls: a build is published, a preview is fast.

`mkdocs serve` leaves the reference out, and says so; `REFERENCE=1` brings it
in, and then all pages are rendered each time. A build has the reference always.
Zensical knows no hooks.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docs._ext.core.site import SiteError, current_site
from docs._ext.publish.files import check_address, publish
from docs._ext.publish.preview import Preview

LEFT_OUT = (
    "The reference is left out of this preview, and names in programs are not "
    "linked. To see both, run `REFERENCE=1 uv run mkdocs serve`."
)
_PAGE = "reference/index.md"

_log = logging.getLogger("mkdocs.reference")
_preview = Preview()


@contextmanager
def _faults_reported() -> Iterator[None]:
    try:
        yield
    except SiteError as error:
        raise PluginError(f"\n{error}") from None


def on_startup(command: str, **_: Any) -> None:
    """Learn whether this is a preview, and of what."""
    _preview.is_on = command == "serve"
    _preview.has_reference = not _preview.is_on or "REFERENCE" in os.environ


def on_config(config: MkDocsConfig) -> None:
    """Turn off what reads Dagster's code; refuse a private address."""
    if os.environ.get("PUBLISH"):
        with _faults_reported():
            check_address(config)
    if _preview.has_reference:
        return
    _log.info(LEFT_OUT)
    config.plugins["mkdocstrings"].config.enabled = False
    config.mdx_configs["docs._ext.extension"] = {"reference": False}
    config.nav = [
        {"Reference": _PAGE} if "Reference" in entry else entry
        for entry in config.nav or []
    ]


def on_pre_build(**_: Any) -> None:
    """Read the files of the site anew."""
    current_site.cache_clear()


def on_files(files: Files, **_: Any) -> None:
    """Leave the pages of the reference out of a preview."""
    if _preview.has_reference:
        return
    for file in files:
        if file.src_uri.startswith("reference/") and file.src_uri != _PAGE:
            file.inclusion = InclusionLevel.EXCLUDED


def on_nav(nav: Navigation, files: Files, **_: Any) -> None:
    """Choose the pages that a preview renders."""
    if not _preview.has_reference:
        _preview.keep_unchanged(current_site(), files)


def on_pre_page(page: Page, **_: Any) -> None:
    """Let links find the other pages."""
    _preview.pass_over(False)


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str | None:
    """Say that the reference is left out, on the page that leads to it."""
    if _preview.has_reference or page.file.src_uri != _PAGE:
        return None
    return f"# Reference\n\n!!! warning\n\n    {LEFT_OUT}\n"


def on_env(env: object, **_: Any) -> None:
    """Write only the pages that were rendered."""
    _preview.pass_over(True)


def on_post_page(output: str, page: Page, **_: Any) -> None:
    """Remember a page that was rendered."""
    if not _preview.has_reference:
        _preview.remember(page, output)


def on_build_error(**_: Any) -> None:
    """Report the same faults again until they are fixed."""
    _preview.forget()


def on_post_build(config: MkDocsConfig) -> None:
    """Publish what was built.

    A preview has no policy, which would stop the script that reloads a page.
    """
    with _faults_reported():
        if _preview.is_on:
            _preview.complete(current_site(), config)
        else:
            publish(current_site(), Path(config.site_dir), config)

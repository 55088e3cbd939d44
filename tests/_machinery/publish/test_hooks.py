"""`mkdocs serve` leaves the reference out and says so; a build has it."""

from collections.abc import Iterator
from typing import Literal

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from docs._ext.publish import hooks as preview
from tests.conftest import ROOT

ASSET = "reference/assets/asset.md"


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch) -> Iterator[MkDocsConfig]:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("REFERENCE", raising=False)
    yield load_config(str(ROOT / "mkdocs.yml"), hooks=[])
    preview.on_startup("build")


def prepare(
    config: MkDocsConfig, command: Literal["build", "gh-deploy", "serve"]
) -> bool:
    """Run the hook and tell whether a page of the reference is in the site."""
    preview.on_startup(command)
    preview.on_config(config)
    files = get_files(config)
    preview.on_files(files, config)
    page = files.get_file_from_path(ASSET)
    assert page
    return bool(page.inclusion.is_included())


def test_a_preview_is_without_the_reference(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert not prepare(config, "serve")
    assert not config.plugins["mkdocstrings"].config.enabled
    assert config.mdx_configs["docs._ext.core.blocks"] == {"reference": False}
    assert "docs._ext.reference.lists" not in config.markdown_extensions
    assert {"Reference": "reference/index.md"} in (config.nav or [])
    assert "The reference is left out" in caplog.text


def test_a_preview_says_so_on_the_page(config: MkDocsConfig) -> None:
    prepare(config, "serve")
    page = get_page(config, "reference/index.md")
    said = preview.on_page_markdown("# Reference", page=page)
    assert said
    assert "`REFERENCE=1 uv run mkdocs serve`" in said
    other = get_page(config, "index.md")
    assert preview.on_page_markdown("# Home", page=other) is None


def get_page(config: MkDocsConfig, path: str) -> object:
    file = get_files(config).get_file_from_path(path)
    assert file
    return type("Page", (), {"file": file})


def test_one_variable_brings_it_in(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFERENCE", "1")
    assert prepare(config, "serve")
    assert config.plugins["mkdocstrings"].config.enabled


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_a_build_has_it_always(
    config: MkDocsConfig, command: Literal["build", "gh-deploy"]
) -> None:
    assert prepare(config, command)
    assert config.plugins["mkdocstrings"].config.enabled
    page = get_page(config, "reference/index.md")
    assert preview.on_page_markdown("# Reference", page=page) is None

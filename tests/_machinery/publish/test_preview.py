"""A preview renders what changed, without the reference; a build has all."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from docs._ext.core.site import ROOT, Site, SiteError
from docs._ext.publish import hooks
from docs._ext.publish.policy import add_policies
from docs._ext.publish.preview import Preview, find_sources
from tests._machinery.tools import run_python, write_files

ASSET = "reference/assets/asset.md"
SERVE = Path(__file__).with_name("serve.py")


@pytest.fixture
def config(monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    monkeypatch.chdir(ROOT)
    for name in ["REFERENCE", "PUBLISH"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(hooks, "_preview", Preview())
    return load_config(str(ROOT / "mkdocs.yml"), hooks=[])


def has_reference(config: MkDocsConfig, command: str) -> bool:
    """Run the hook and tell whether the reference is in the site."""
    hooks.on_startup(command)
    hooks.on_config(config)
    found = get_files(config)
    hooks.on_files(found)
    page = found.get_file_from_path(ASSET)
    assert page
    is_included: bool = page.inclusion.is_included()
    assert is_included == config.plugins["mkdocstrings"].config.enabled
    assert is_included == (write_reference(config) is None)
    return is_included


def write_reference(config: MkDocsConfig) -> str | None:
    file = get_files(config).get_file_from_path("reference/index.md")
    assert file
    return hooks.on_page_markdown("# Reference", Page(None, file, config))


def test_a_preview_is_without_the_reference_and_says_so(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    assert not has_reference(config, "serve")
    assert config.mdx_configs["docs._ext.extension"] == {"reference": False}
    assert {"Reference": "reference/index.md"} in (config.nav or [])
    command = "`REFERENCE=1 uv run mkdocs serve`"
    assert command in caplog.text
    assert command in (write_reference(config) or "")


def test_one_variable_brings_it_in(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFERENCE", "1")
    assert has_reference(config, "serve")


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_a_build_has_it_always(config: MkDocsConfig, command: str) -> None:
    assert has_reference(config, command)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("https://shop.example/docs/", True),
        ("http://127.0.0.1:8000/", False),
        ("http://localhost/", False),
        ("http://[::1]:8000/", False),
        ("shop.example", False),
        ("", False),
    ],
)
def test_a_site_is_published_at_a_public_address_alone(
    config: MkDocsConfig,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    is_public: bool,
) -> None:
    config.site_url = address
    hooks.on_config(config)
    monkeypatch.setenv("PUBLISH", "1")
    if is_public:
        hooks.on_config(config)
        return
    with pytest.raises(PluginError, match=r"mkdocs\.yml:1: SITE_URL is .*set"):
        hooks.on_config(config)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages, one of which shows a program."""
    texts = {
        "README.md": "# Shop\n",
        "mkdocs.yml": "nav: [index.md, assets/define.md]\n",
        "docs/index.md": "# Home\n\nText.\n\n<!-- errors -->\n",
        "docs/assets/define.md": "# Define\n\n## It fails {PAGE}\n\n"
        '```text\n--8<-- "snippets/assets/define/mistake_it.txt"\n```\n\n'
        '```py\n--8<-- "snippets/assets/define/shop.py"\n```\n',
        "docs/_ext/overrides/main.html": "<p></p>\n",
        "docs/_ext/overrides/partials/tabs.html": "<nav></nav>\n",
        "snippets/assets/define/mistake_it.txt": "KeyError: 'a'\n",
        "snippets/assets/define/shop.py": "import dagster as dg\n",
    }
    return write_files(tmp_path, texts).root


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("docs/index.md", "Text", "Words", {"index.md"}),
        ("snippets/assets/define/shop.py", "dg", "d", {"assets/define.md"}),
        (
            "snippets/assets/define/mistake_it.txt",
            "'a'",
            "'b'",
            {"assets/define.md", "index.md"},
        ),
        ("docs/index.md", "# Home", "# Start", None),
        ("mkdocs.yml", "index.md, ", "", None),
        ("docs/_ext/overrides/main.html", "<p>", "<p class='a'>", None),
        ("docs/_ext/overrides/partials/tabs.html", "<nav>", "<nav id=a>", None),
        ("docs/index.md", "Text", "Text", set()),
    ],
)
def test_a_page_is_made_of_its_text_programs_and_surroundings(
    small: Path, file: str, old: str, new: str, changed: set[str] | None
) -> None:
    before = find_sources(Site(small))
    (small / file).write_text((small / file).read_text().replace(old, new))
    after = find_sources(Site(small))
    found = {page for page in after if after[page] != before[page]}
    assert found == (set(after) if changed is None else changed)


def test_a_preview_renders_what_changed(copy: Path) -> None:
    own = {"PYTHONPATH": str(copy), "PATH": ""}
    ran = run_python(SERVE, cwd=copy, env=own)
    assert ran.returncode == 0, ran.stderr


def test_a_page_without_a_place_for_the_policy_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><head></head></html>")
    with pytest.raises(SiteError, match=r"page\.html:1: .*add that to its"):
        add_policies(tmp_path)


def test_the_policy_allows_the_scripts_of_the_theme_alone(
    tmp_path: Path,
) -> None:
    partial = files("material") / "templates/partials/javascripts/base.html"
    [own] = re.findall("<script>(.*?)</script>", partial.read_text())
    own = re.sub(r"{{.*?}}", "..", own)
    page = tmp_path / "page.html"
    scripts = f"<script>{own}</script><script>foreign()</script>"
    page.write_text(f'<meta charset="utf-8">{scripts}')
    add_policies(tmp_path)
    [scripts] = re.findall("script-src ([^;]+);", page.read_text())
    allowed = re.findall(r"'sha256-([^']+)'", scripts)
    digest = hashlib.sha256(own.encode()).digest()
    assert allowed == [base64.b64encode(digest).decode()]

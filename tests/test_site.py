"""The built site shows what was tested, by both builders, and asks nobody."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.config import load_config

from docs._build.fences import Include, find_fences, without_section_marks
from docs._build.pages import Repository
from docs._build.publish import make_files
from tests.conftest import ROOT

BUILDERS = {
    "mkdocs": [["mkdocs", "build", "--strict"]],
    "zensical": [
        ["zensical", "build", "--strict", "--clean"],
        ["docs._build.publish", "site"],
    ],
}
REQUESTS = {"img": "src", "link": "href", "script": "src", "iframe": "src"}

Site = dict[Path, BeautifulSoup]


@pytest.fixture(scope="session", params=BUILDERS)
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site as a builder writes it, from a copy of the repository."""
    copy = tmp_path_factory.mktemp(request.param)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ["docs", "snippets", "tests"]:
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    for name in ["README.md", "pyproject.toml", "mkdocs.yml"]:
        shutil.copy(ROOT / name, copy)
    for command in BUILDERS[request.param]:
        build = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        assert build.returncode == 0, build.stdout + build.stderr
    return copy / "site"


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    """Each page of the site, read."""
    return {
        path: BeautifulSoup(path.read_text(), "html.parser")
        for path in folder.rglob("*.html")
    }


@pytest.fixture(scope="session")
def pages(folder: Path, site: Site) -> dict[str, BeautifulSoup]:
    """Each page of the site by the path of its source."""
    return {
        source: site[folder / _output_of(source)]
        for source in Repository(ROOT).pages
        if source.startswith("docs/")
    }


def _output_of(source: str) -> Path:
    path = Path(source).relative_to("docs").with_suffix("")
    return Path("index.html") if path.name == "index" else path / "index.html"


def file_text(include: Include) -> str:
    """What pymdownx.snippets is to show of a file, found in another way."""
    text = (ROOT / include.path).read_text()
    if include.section:
        _, _, rest = text.partition(f"[start:{include.section}]\n")
        text, _, _ = rest.partition(f"[end:{include.section}]")
        text = text.rpartition("\n")[0] + "\n"
    lines = without_section_marks(text).splitlines()
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(indents) if include.section else 0
    return "\n".join(line[margin:] for line in lines).strip("\n")


def blocks(page: BeautifulSoup) -> Iterator[Tag]:
    article = page.find("article")
    assert isinstance(article, Tag)
    yield from article.find_all("pre")


def test_shown_code_is_tested_code_to_the_letter(
    pages: dict[str, BeautifulSoup],
) -> None:
    for source, page in pages.items():
        fences = list(find_fences((ROOT / source).read_text()))
        shown = [block.get_text().strip("\n") for block in blocks(page)]
        tested = [
            file_text(fence.include) if fence.include else "\n".join(fence.body)
            for fence in fences
        ]
        assert shown == tested, f"{source}: a block is not a fence of the page"


def test_a_download_is_the_whole_file(
    pages: dict[str, BeautifulSoup],
) -> None:
    for source, page in pages.items():
        for fence in find_fences((ROOT / source).read_text()):
            if fence.include and fence.include.path.endswith(".py"):
                name = Path(fence.include.path).name
                link = page.find("a", download=name)
                assert isinstance(link, Tag), f"{source}: no link to {name}"
                text = unquote(str(link["href"]).partition(",")[2])
                file = (ROOT / fence.include.path).read_text()
                assert text == without_section_marks(file)


def test_a_caption_names_the_file_and_how_to_open_it(
    pages: dict[str, BeautifulSoup],
) -> None:
    captions = [
        caption.get_text(" ", strip=True)
        for caption in pages["docs/start/first_asset.md"].select(".filename")
    ]
    assert captions[0].replace(" ", "") == (
        "snippets/start/first_asset/shop.pyDownloadInDagster’sUI:dgdev-fshop.py"
    )


def test_output_is_marked_as_output(pages: dict[str, BeautifulSoup]) -> None:
    outputs = pages["docs/start/first_asset.md"].select(".output")
    assert [output.get_text() for output in outputs] == ["# → 75", "# → 75"]


def test_no_page_asks_another_host(folder: Path, site: Site) -> None:
    for path, page in site.items():
        for tag, attribute in REQUESTS.items():
            for element in page.find_all(tag, attrs={attribute: True}):
                if element.get("rel") in (["canonical"], ["prev"], ["next"]):
                    continue
                address = str(element[attribute])
                assert not urlsplit(address).netloc, f"{path}: {address}"
    for path in folder.rglob("*.css"):
        text = path.read_text()
        assert "@import" not in text, path
        assert "url(http" not in text, path
        assert "url(//" not in text, path


def test_every_image_has_alternative_text(site: Site) -> None:
    for path, page in site.items():
        for image in page.find_all("img"):
            assert image.get("alt"), f"{path}: {image}"


def test_every_link_and_anchor_leads_somewhere(
    folder: Path, site: Site
) -> None:
    anchors = {
        path: {element["id"] for element in page.find_all(id=True)}
        for path, page in site.items()
    }
    for path, page in site.items():
        if path.name == "404.html":
            continue
        for link in page.find_all("a", href=True):
            url = urlsplit(str(link["href"]))
            if url.scheme or url.netloc:
                continue
            target = (path.parent / url.path).resolve() if url.path else path
            if target.is_dir():
                target = target / "index.html"
            assert target.exists(), f"{path}: {link['href']}"
            if url.fragment and url.fragment != "__top":
                found = anchors[target]
                assert unquote(url.fragment) in found, f"{path}: {link['href']}"


def test_the_home_page_says_what_is_proven(
    pages: dict[str, BeautifulSoup],
) -> None:
    text = pages["docs/index.md"].get_text()
    programs = len(list((ROOT / "snippets").rglob("*.py")))
    assert f"{programs} programs, " in text
    assert "proven on Dagster 1." in text
    assert "not affiliated with Dagster Labs" in text


def test_each_builder_publishes_the_same_for_readers_without_a_browser(
    folder: Path,
) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    published = make_files(ROOT, config)
    assert {n: (folder / n).read_bytes() for n in published} == published
    preset = "tools/dagster-by-example.toml"
    assert (folder / preset).read_text() == (ROOT / "docs" / preset).read_text()


def test_each_page_leads_to_its_markdown_and_can_copy_it(
    folder: Path, site: Site
) -> None:
    for path, page in site.items():
        links = page.find_all("link", type="text/markdown")
        if path.name == "404.html":
            assert links == []
            continue
        (link,) = links
        title = page.select_one("article h1")
        text = (path.parent / str(link["href"])).read_text()
        assert title is not None
        heading = re.sub(r"[`#]", "", text.partition("\n")[0]).strip()
        assert title.get_text().removesuffix("¶") == heading
        assert page.select('script[src$="javascripts/copy_markdown.js"]')
    assert (folder / "javascripts/copy_markdown.js").exists()


def test_the_page_on_the_skill_links_to_what_is_published(
    pages: dict[str, BeautifulSoup],
) -> None:
    links = pages["docs/tools/skill.md"].select(".downloads a")
    assert [str(link["href"]) for link in links] == [
        "../../skill/dagster-by-example.zip",
        "../../skill/dagster-by-example/SKILL.md",
        "../../llms.txt",
        "../../llms-full.txt",
    ]


def test_the_address_comes_from_the_environment(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text()
    assert 'site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]' in config

"""The built site shows what was tested, by both builders, and asks nobody."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from docs._build.outside_links import compare_links, find_links, read_links
from docs._build.published import check_published
from mkdocs.config import load_config

from docs._ext.core import site as core_site
from docs._ext.core.includes import Include, find_fences, without_section_marks
from docs._ext.proof import MEASUREMENTS
from docs._ext.publish.files import make_files
from docs._ext.publish.redirects import read_moved
from docs._ext.reference.names import FOLDER, exported_names, find_entries
from docs._ext.reference.rst import EXAMPLE_TITLE
from docs._ext.releases.footer import describe_page, packages_date
from docs._ext.releases.table import current
from tests.conftest import ROOT

BUILDERS = {
    "mkdocs": [["mkdocs", "build", "--strict"]],
    "zensical": [
        ["zensical", "build", "--strict", "--clean"],
        ["docs._ext.publish.files", "site"],
    ],
}
ADDRESS = "https://shop.example/docs/"
EDIT = "https://forge.example/shop/edit/main/docs/"
MOST_BYTES = 200_000
RST = re.compile(
    r":[a-z:]+:`|``|^\s*\.\. ?[\w-]+:|(?<=\w)`_|^\s*:[a-z]+ [a-z]+:|<autoref"
    r"|~dagster|:py:",
    re.MULTILINE,
)
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
            env={**os.environ, "SITE_URL": ADDRESS, "EDIT_URI": EDIT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert build.returncode == 0, build.stdout + build.stderr
    return copy / "site"


@pytest.fixture(scope="session")
def site(folder: Path) -> Site:
    """Each page of the site, read, without those that only lead on."""
    return {
        path: BeautifulSoup(path.read_text(), "html.parser")
        for path in folder.rglob("*.html")
        if f"{path.parent.relative_to(folder)}/" not in read_moved(ROOT)
    }


@pytest.fixture(scope="session")
def pages(folder: Path, site: Site) -> dict[str, BeautifulSoup]:
    """Each page of the site by the path of its source."""
    return {
        source: site[folder / _output_of(source)]
        for source in core_site.Site(ROOT).pages
        if source.startswith("docs/")
    }


def _output_of(source: str) -> Path:
    path = Path(source).relative_to("docs").with_suffix("")
    return (path.parent if path.name == "index" else path) / "index.html"


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
        if source.startswith(FOLDER):
            continue  # Docstrings, which say that they are.
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


def test_every_file_that_a_page_asks_for_is_there(
    folder: Path, site: Site
) -> None:
    for path, page in site.items():
        for tag, attribute in REQUESTS.items():
            for element in page.find_all(tag, attrs={attribute: True}):
                url = urlsplit(str(element[attribute]))
                if url.scheme:
                    continue
                base = urlsplit(ADDRESS).path
                target = (
                    folder / url.path.removeprefix(base)
                    if url.path.startswith("/")
                    else path.parent / unquote(url.path)
                )
                assert target.exists(), f"{path}: {element}"


def test_the_home_page_says_what_is_proven(
    pages: dict[str, BeautifulSoup],
) -> None:
    text = pages["docs/index.md"].get_text()
    programs = len(list((ROOT / "snippets").rglob("*.py")))
    assert f"{programs} programs, " in text
    assert "proven on Dagster 1." in text
    assert "not affiliated with Dagster Labs" in text


def test_each_measurement_stands_on_the_page_of_the_proof(
    pages: dict[str, BeautifulSoup],
) -> None:
    commands = {code.text for code in pages["docs/proof.md"].select("td code")}
    assert commands == {measurement.command for measurement in MEASUREMENTS}


def test_each_builder_publishes_the_same_for_readers_without_a_browser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
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
        is_reference = "reference" in path.relative_to(folder).parts
        if path.name == "404.html" or is_reference:
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


def entries_of(pages: dict[str, BeautifulSoup]) -> Iterator[tuple[str, Tag]]:
    """Each name of the reference with what its page says of it."""
    for entry in find_entries(ROOT).values():
        headings = pages[entry.page].find_all(id=entry.identifier)
        assert len(headings) == 1, (
            f"{entry.identifier}: {len(headings)} anchors"
        )
        content = headings[0].find_next(class_="doc-contents")
        assert isinstance(content, Tag)
        yield entry.identifier, content


def test_no_entry_is_empty(pages: dict[str, BeautifulSoup]) -> None:
    for identifier, content in entries_of(pages):
        first = content.find("p")
        assert isinstance(first, Tag), identifier
        said = content.get_text()
        assert "Shown on" in said or "No page shows it yet" in said, identifier
        assert not first.get_text().startswith(("Shown on", "No page")), (
            identifier
        )


def test_an_entry_leads_to_the_pages_that_show_it(
    pages: dict[str, BeautifulSoup],
) -> None:
    content = dict(entries_of(pages))["dagster.ConfigurableResource"]
    targets = [str(link["href"]) for link in content.find_all("a", href=True)]
    assert "../../../resources/life_cycle/#opened_once_a_run.py" in targets


def test_no_rst_is_left(site: Site) -> None:
    for path, page in site.items():
        for article in page.find_all("article"):
            text = "".join(
                part for part in article.strings if not part.find_parent("pre")
            )
            left = RST.search(text)
            assert not left, f"{path}: {left}"
            assert not article.find("autoref"), path


def test_an_example_of_a_docstring_says_that_it_was_not_run(
    pages: dict[str, BeautifulSoup],
) -> None:
    for source, page in pages.items():
        if source.startswith(FOLDER):
            for block in blocks(page):
                around = block.find_parent(class_="highlight")
                assert isinstance(around, Tag), source
                title = around.find(class_="filename")
                is_signature = "doc-signature" in (around.get("class") or [])
                assert is_signature or (
                    title and title.get_text() == EXAMPLE_TITLE
                ), f"{source}: {block.get_text()[:60]}"


def test_each_name_in_a_program_is_a_link_to_its_entry(
    pages: dict[str, BeautifulSoup],
) -> None:
    linked = 0
    for source, page in pages.items():
        if source.startswith(FOLDER):
            continue  # Docstrings.
        for prefix in page.select("article pre span"):
            if prefix.get_text() not in {"dg", "@dg", "mxd"}:
                continue
            dot = prefix.find_next_sibling()
            if dot is None or dot.get_text() != ".":
                continue
            name = dot.find_next_sibling()
            assert isinstance(name, Tag)
            module = "metaxy.ext.dagster" if prefix.text == "mxd" else "dagster"
            identifier = f"{module}.{name.get_text()}"
            if identifier not in exported_names():
                continue
            link = prefix.parent
            assert isinstance(link, Tag)
            assert link.name == "a", f"{source}: {identifier}"
            assert str(link["href"]).endswith(f"#{identifier}"), source
            assert link["tabindex"] == "-1"
            linked += 1
    assert linked > 1000


def test_members_of_plain_types_are_links(
    pages: dict[str, BeautifulSoup],
) -> None:
    targets = {
        str(link["href"]).partition("#")[2]
        for page in pages.values()
        for link in page.select("pre a.ref")
    }
    assert "dagster.AssetExecutionContext.partition_key" in targets
    assert "dagster.DagsterInstance.ephemeral" in targets


def test_no_page_is_large(folder: Path) -> None:
    sizes = {
        path.relative_to(folder): path.stat().st_size
        for path in folder.rglob("*.html")
    }
    assert not {path: n for path, n in sizes.items() if n > MOST_BYTES}


def test_the_site_can_be_published(folder: Path) -> None:
    assert check_published(folder, ADDRESS) == []


def test_a_missing_address_is_answered_at_every_depth(
    folder: Path, site: Site
) -> None:
    page = site[folder / "404.html"]
    scripts = [str(script.get("src")) for script in page.find_all("script")]
    assert "/docs/javascripts/not_found.js" in scripts
    assert (folder / "javascripts/not_found.js").exists()
    assert page.select("div.not-found ul")
    if (folder / "search/search_index.json").exists():  # Not after Zensical.
        (form,) = page.select("form.not-found")
        assert str(form["action"]).startswith("/docs/")
        assert form.select('input[name="q"]')


def test_each_page_says_on_what_it_was_verified_and_where_to_edit_it(
    pages: dict[str, BeautifulSoup],
) -> None:
    for source, page in pages.items():
        name = source.removeprefix("docs/").removesuffix(".md")
        line = describe_page(name, current(), packages_date(ROOT))
        said = [str(p.decode_contents()) for p in page.select(".verified")]
        name = f"{EDIT}{name}.md"
        link = f'<a href="{name}" rel="edit">Edit this page</a>'
        assert said == [f"{line} {link}"], source


def test_each_link_to_the_outside_is_on_the_list(
    folder: Path, site: Site
) -> None:
    pages = (
        (path.parent.relative_to(folder).as_posix(), page)
        for path, page in site.items()
    )
    problems = compare_links(read_links(ROOT), find_links(pages))
    assert not problems, "\n".join(problems)


def test_each_page_has_a_card(
    folder: Path, pages: dict[str, BeautifulSoup]
) -> None:
    for source, page in pages.items():
        card = {
            str(meta["property"]): str(meta["content"])
            for meta in page.select('meta[property^="og:"]')
        }
        assert card["og:image"] == f"{ADDRESS}images/card.png"
        assert card["og:image:alt"].startswith("Dagster by Example: ")
        assert card["og:url"].startswith(ADDRESS), source
        assert card["og:title"], source
    assert (folder / "images/card.png").exists()

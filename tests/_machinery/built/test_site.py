"""The built site shows what was tested, by both builders, and asks nobody."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.config import load_config

from docs._ext.core.includes import find_fences, without_section_marks
from docs._ext.core.site import ROOT, Site, address_of
from docs._ext.extension import text_marks
from docs._ext.publish.files import make_files
from docs._ext.publish.redirects import read_moved
from docs._ext.reference.names import FOLDER, current_names, entries_by_name
from docs._ext.reference.rst import EXAMPLE_TITLE
from docs._ext.reference.shown_on import find_example
from docs._ext.releases.page_badge import describe_page
from tests._machinery.browser.server import serve_site
from tests._machinery.shown import file_text
from tests._machinery.tools import run_python

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
# What a reader asks for; nothing of the machinery, and no program by itself.
PUBLISHED = {
    *(".css", ".gz", ".html", ".ico", ".inv", ".js", ".json", ".map"),
    *(".md", ".png", ".svg", ".toml", ".txt", ".webp", ".xml", ".zip"),
    "",  # the license of Zensical's scripts
}
RST = re.compile(
    r":[a-z:]+:`|``|^\s*\.\. ?[\w-]+:|(?<=\w)`_|^\s*:[a-z]+ [a-z]+:|<autoref"
    r"|~dagster|:py:",
    re.MULTILINE,
)
REQUESTS = {"img": "src", "link": "href", "script": "src", "iframe": "src"}
LEADS_ON = {"canonical", "next", "prev"}
SITE = Site()
MARKS = text_marks(SITE)

Pages = dict[str, BeautifulSoup]


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
        environment = {**os.environ, "SITE_URL": ADDRESS, "EDIT_URI": EDIT}
        build = run_python("-m", *command, cwd=copy, env=environment)
        assert build.returncode == 0, build.stdout + build.stderr
    return copy / "site"


@pytest.fixture(scope="session")
def built(folder: Path) -> dict[Path, BeautifulSoup]:
    """Each page of the site, read, without those that only lead on."""
    return {
        path: BeautifulSoup(path.read_text(), "html.parser")
        for path in folder.rglob("*.html")
        if f"{path.parent.relative_to(folder)}/" not in read_moved(SITE)
    }


@pytest.fixture(scope="session")
def pages(folder: Path, built: dict[Path, BeautifulSoup]) -> Pages:
    """Each page of the site by the path of its source."""
    return {
        source: built[folder / address_of(source) / "index.html"]
        for source in SITE.pages
        if source.startswith("docs/")
    }


@pytest.fixture(scope="session")
def guides(pages: Pages) -> Pages:
    """The pages without the reference, which is Dagster's text."""
    return {s: page for s, page in pages.items() if not s.startswith(FOLDER)}


def requests(page: BeautifulSoup) -> Iterator[str]:
    """Each address that a browser asks for when it opens a page."""
    for tag, attribute in REQUESTS.items():
        for element in page.find_all(tag, attrs={attribute: True}):
            if not LEADS_ON & {*(element.get("rel") or [])}:
                yield str(element[attribute])


def test_shown_code_is_tested_code_to_the_letter(guides: Pages) -> None:
    for source, page in guides.items():
        blocks = page.select("article pre")
        shown = [block.get_text().strip("\n") for block in blocks]
        tested = [
            file_text(fence.include) if fence.include else "\n".join(fence.body)
            for fence in find_fences(MARKS.expand_page(SITE.pages[source]))
        ]
        assert shown == tested, f"{source}: a block is not a fence of the page"


def test_a_download_is_the_whole_file(guides: Pages) -> None:
    for source, page in guides.items():
        for fence in find_fences(SITE.pages[source]):
            if fence.include and fence.include.path.endswith(".py"):
                name = Path(fence.include.path).name
                link = page.find("a", download=name)
                assert isinstance(link, Tag), f"{source}: no link to {name}"
                text = unquote(str(link["href"]).partition(",")[2])
                file = SITE.snippets[fence.include.path]
                assert text == without_section_marks(file)


def test_a_block_says_what_it_is_and_what_it_prints(pages: Pages) -> None:
    page = pages["docs/start/first_asset.md"]
    caption = page.select(".filename")[0].get_text("", strip=True)
    assert caption.replace(" ", "") == (
        "snippets/start/first_asset/shop.pyDownloadInDagster’sUI:dgdev-fshop.py"
    )
    outputs = [output.get_text() for output in page.select(".output")]
    assert outputs == ["# → 75", "# → 75"]


def test_a_page_asks_no_other_host_and_for_nothing_that_is_missing(
    folder: Path, built: dict[Path, BeautifulSoup]
) -> None:
    base = urlsplit(ADDRESS).path
    for path, page in built.items():
        for address in requests(page):
            url = urlsplit(address)
            assert not url.netloc, f"{path}: {address}"
            target = (
                folder / url.path.removeprefix(base)
                if url.path.startswith("/")
                else path.parent / unquote(url.path)
            )
            assert url.scheme or target.exists(), f"{path}: {address}"
    for path in folder.rglob("*.css"):
        assert not re.search(r"@import|url\((http|//)", path.read_text()), path


def test_every_image_has_alternative_text(
    built: dict[Path, BeautifulSoup],
) -> None:
    for path, page in built.items():
        assert [i for i in page.find_all("img") if not i.get("alt")] == [], path


def test_every_link_and_anchor_leads_somewhere(
    folder: Path, built: dict[Path, BeautifulSoup]
) -> None:
    anchors = {
        path: {element["id"] for element in page.find_all(id=True)}
        for path, page in built.items()
    }
    for path in built.keys() - {folder / "404.html"}:
        for link in built[path].find_all("a", href=True):
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


def test_only_what_readers_ask_for_is_published(folder: Path) -> None:
    names = [p.relative_to(folder) for p in folder.rglob("*") if p.is_file()]
    assert {path.suffix for path in names} <= PUBLISHED
    assert [path for path in names if path.parts[0].startswith("_")] == []
    for data in (ROOT / "docs/_ext").rglob("*.json"):
        assert [p for p in names if p.name == data.name] == []


def test_each_page_is_on_the_map_of_the_site(
    folder: Path, guides: Pages
) -> None:
    text = (folder / "sitemap.xml").read_text()
    listed = set(re.findall("<loc>(.+?)</loc>", text))
    assert {f"{ADDRESS}{address_of(source)}" for source in guides} <= listed


def test_the_home_page_says_what_is_proven(pages: Pages) -> None:
    text = pages["docs/index.md"].get_text()
    assert f"{len(SITE.programs)} programs, " in text
    assert "proven on Dagster 1." in text
    assert "not affiliated with Dagster Labs" in text


def test_each_builder_publishes_the_same_for_readers_without_a_browser(
    folder: Path, pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    published = make_files(SITE, load_config(str(ROOT / "mkdocs.yml")))
    assert {n: (folder / n).read_bytes() for n in published} == published
    preset = "tools/dagster-by-example.toml"
    assert (folder / preset).read_text() == (ROOT / "docs" / preset).read_text()
    links = pages["docs/tools/skill.md"].select(".downloads a")
    assert [str(link["href"]).removeprefix("../../") for link in links] == [
        "skill/dagster-by-example.zip",
        "skill/dagster-by-example/SKILL.md",
        "llms.txt",
        "llms-full.txt",
    ]


def test_each_page_leads_to_its_markdown_and_can_copy_it(
    folder: Path, built: dict[Path, BeautifulSoup]
) -> None:
    for path, page in built.items():
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


def test_each_name_has_one_entry_that_says_something(pages: Pages) -> None:
    for entry in entries_by_name(SITE).values():
        name = entry.identifier
        (heading,) = pages[entry.page].find_all(id=name)
        content = heading.find_next(class_="doc-contents")
        assert isinstance(content, Tag)
        text, first = content.get_text(), content.find("p")
        assert "Shown on" in text or "No page shows it yet" in text, name
        assert isinstance(first, Tag), name
        assert not first.get_text().startswith(("Shown on", "No page")), name
        if name == "dagster.ConfigurableResource":
            place = "../../../resources/life_cycle/#opened_once_a_run.py"
            assert content.select(f'a[href="{place}"]')


def test_an_entry_begins_with_a_program_that_uses_the_name(
    pages: Pages,
) -> None:
    shown = 0
    for entry in entries_by_name(SITE).values():
        if find_example(SITE, entry):
            (heading,) = pages[entry.page].find_all(id=entry.identifier)
            content = heading.find_next(class_="doc-contents")
            assert isinstance(content, Tag)
            first = content.select_one(":scope > :not(.doc-class-bases)")
            assert isinstance(first, Tag)
            assert first.find("a", class_="download"), entry.name
            assert entry.name in first.get_text()
            shown += 1
    assert shown > 100


def test_parameters_and_attributes_are_in_tables_and_types_are_linked(
    pages: Pages,
) -> None:
    page = pages["docs/reference/assets/asset_spec.md"]
    titles = [t.get_text() for t in page.select(".doc-section-title")]
    assert {"Parameters:", "Attributes:"} <= {*titles}
    assert len(page.select("table tr.doc-section-item")) > 20
    assert "The docstring does not describe" in page.get_text()
    row = page.select_one("tr:has(#dagster\\.AssetSpec\\.owners)")
    assert row
    assert row.get_text().split()[0] == "owners"
    alias = page.find("a", string="CoercibleToAssetKey")
    assert isinstance(alias, Tag)
    assert str(alias["href"]).startswith("../../types/#dagster._core.")


def test_another_project_can_link_to_the_reference(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        "[spec][dagster.AssetSpec]\n[owners][dagster.AssetSpec.owners]\n"
    )
    with serve_site(folder) as address:
        (tmp_path / "mkdocs.yml").write_text(
            "site_name: Another project\nplugins:\n  - mkdocstrings:\n"
            "      handlers:\n        python:\n          inventories:\n"
            f"            - {address}objects.inv\n"
        )
        command = ["-m", "mkdocs", "build", "--strict"]
        build = run_python(*command, cwd=tmp_path)
        assert build.returncode == 0, build.stderr
        html = (tmp_path / "site/index.html").read_text()
        place = "reference/assets/asset_spec/#dagster.AssetSpec"
        assert f'href="{address}{place}"' in html
        assert f'href="{address}{place}.owners"' in html


def test_no_rst_is_left(built: dict[Path, BeautifulSoup]) -> None:
    for path, page in built.items():
        for article in page.find_all("article"):
            text = "".join(
                part for part in article.strings if not part.find_parent("pre")
            )
            left = RST.search(text)
            assert not left, f"{path}: {left}"
            assert not article.find("autoref"), path


def test_an_example_of_a_docstring_says_that_it_was_not_run(
    pages: Pages, guides: Pages
) -> None:
    for source in pages.keys() - guides.keys():
        for block in pages[source].select("article pre"):
            around = block.find_parent(class_="highlight")
            assert isinstance(around, Tag), source
            title = around.find(class_="filename")
            is_signature = "doc-signature" in (around.get("class") or [])
            is_program = around.find(class_="download")
            assert (
                is_signature
                or is_program
                or (title and title.get_text() == EXAMPLE_TITLE)
            ), f"{source}: {block.get_text()[:60]}"


def names_in_programs(page: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    """Each name of Dagster and of Metaxy, with what is around it."""
    for prefix in page.select("article pre span"):
        dot = prefix.find_next_sibling()
        if prefix.get_text() not in {"dg", "@dg", "mxd"} or dot is None:
            continue
        name = dot.find_next_sibling()
        if dot.get_text() != "." or name is None or prefix.parent is None:
            continue
        module = "metaxy.ext.dagster" if prefix.text == "mxd" else "dagster"
        yield f"{module}.{name.get_text()}", prefix.parent


def test_each_name_in_a_program_is_a_link_to_its_entry(guides: Pages) -> None:
    linked = 0
    current = current_names()
    for source, page in guides.items():
        for identifier, link in names_in_programs(page):
            if identifier not in current:
                continue
            assert link.name == "a", f"{source}: {identifier}"
            assert str(link["href"]).endswith(f"#{identifier}"), source
            assert link["tabindex"] == "-1"
            linked += 1
    assert linked > 1000
    targets = {
        str(link["href"]).partition("#")[2]
        for page in guides.values()
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


def test_a_missing_address_is_answered_at_every_depth(
    folder: Path, built: dict[Path, BeautifulSoup]
) -> None:
    page = built[folder / "404.html"]
    assert "/docs/javascripts/not_found.js" in requests(page)
    assert page.select("div.not-found ul")
    if (folder / "search/search_index.json").exists():  # Not after Zensical.
        (form,) = page.select("form.not-found")
        assert str(form["action"]).startswith("/docs/")
        assert form.select('input[name="q"]')


def test_each_page_says_on_what_it_was_verified_and_where_to_edit_it(
    pages: Pages,
) -> None:
    for source, page in pages.items():
        name = source.removeprefix("docs/").removesuffix(".md")
        (line,) = page.select(".verified")
        verified = describe_page(SITE, name)
        assert line.decode_contents().startswith(verified), source
        (link,) = page.select("a[rel=edit]")
        assert link["href"] == f"{EDIT}{name}.md"


def test_each_page_says_where_it_is_and_leads_on(pages: Pages) -> None:
    last = SITE.navigation[-1]
    for source, page in pages.items():
        leads = {str(link["rel"][0]) for link in page.select("link[rel]")}
        assert ("next" in leads) == (source != last), source
        assert ("prev" in leads) == (source != "docs/index.md"), source
        if source != "docs/index.md":
            assert page.select(".md-path__item"), source
            assert page.select("a.md-nav__link--active"), source


def test_the_title_of_a_page_is_its_heading_in_full(pages: Pages) -> None:
    for source in SITE.navigation:
        heading = pages[source].select_one("article h1")
        title = pages[source].select_one("title")
        assert heading, source
        assert title, source
        full = heading.get_text().removesuffix("¶")
        site = "" if source == "docs/index.md" else " - Dagster by Example"
        is_reference = source.startswith(FOLDER)
        assert is_reference or title.get_text() == f"{full}{site}", source
        assert title.get_text().endswith("Dagster by Example"), source


def test_what_is_about_the_site_is_in_the_footer_and_not_a_tab(
    guides: Pages,
) -> None:
    for source, page in guides.items():
        tabs = [tab.get_text(strip=True) for tab in page.select(".md-tabs a")]
        assert tabs[0] == "Home", source
        assert "This site" not in tabs, source
        linked = [link.get_text() for link in page.select(".md-copyright a")]
        assert linked == ["How this is proven", "Contributing", "Maintaining"]


def test_each_page_has_a_card(folder: Path, pages: Pages) -> None:
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

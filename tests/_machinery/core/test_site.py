"""The site is read once, and says where its pages are."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from docs._ext.core.site import (
    NavEntry,
    Page,
    Problem,
    Site,
    SiteError,
    address_of,
    find_entries,
    page_of,
    path_to_root,
    per_site,
)
from tests._machinery.tools import write_files

NAV = "nav:\n  - Home: index.md\n  - Shop:\n      - shop/orders.md\n"
ORDERS = "---\ndescription: What was sold.\n---\n\n# Orders\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site with two pages and a program."""
    texts = {
        "README.md": "# Shop\n",
        "mkdocs.yml": f"site_url: !ENV [SITE_URL, ''\n  ]\n{NAV}",
        "docs/index.md": ORDERS.replace("Orders", "Home"),
        "docs/shop/orders.md": ORDERS + '```py\n--8<-- "snippets/a.py:b"\n```',
        "snippets/a.py": "# --8<-- [start:b]\n",
        "snippets/a.svg": "<svg/>",
    }
    return write_files(tmp_path, texts)


def test_pages_are_in_the_order_of_the_navigation(site: Site) -> None:
    assert site.navigation == ["docs/index.md", "docs/shop/orders.md"]
    assert list(site.topics) == ["Home", "Shop"]
    page = site.topics["Shop"][0]
    assert (page.title, page.description) == ("Orders", "What was sold.")
    assert page.text.startswith("# Orders\n")
    assert page.markdown_address == "shop/orders/index.md"


def test_a_topic_is_a_folder_wherever_its_pages_are(site: Site) -> None:
    (site.root / "docs/shop/runs.md").write_text(ORDERS)
    below = ["  - Build:\n      - Shop:\n          - Sold: shop/orders.md"]
    below += ["  - Run:\n      - Start:\n          - shop/runs.md"]
    settings = "\n".join(["nav:", "  - Home: index.md", *below])
    (site.root / "mkdocs.yml").write_text(settings)
    assert list(site.topics) == ["Home", "Shop"]
    assert [page.name for page in site.topics["Shop"]] == [
        "shop/orders",
        "shop/runs",
    ]
    entries = list(find_entries(site.nav))
    assert entries[1] == NavEntry(("Build", "Shop"), "Sold", "shop/orders.md")
    assert entries[2] == NavEntry(("Run", "Start"), "", "shop/runs.md")


def test_programs_are_the_snippets_in_python(site: Site) -> None:
    assert list(site.programs) == ["snippets/a.py"]


def test_an_include_has_its_page_and_line(site: Site) -> None:
    ((include, places),) = site.includes.items()
    assert str(include) == "snippets/a.py:b"
    assert places == [("docs/shop/orders.md", 9)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Orders\n", "no description; start the page with front matter"),
        ("---\ntags: [x]\n---\n# Orders\n", "no description; start the page"),
        (
            "---\ndescription: What was sold.\n---\nText.\n",
            "no title; start the text with a # heading",
        ),
    ],
)
def test_a_page_that_does_not_say_what_it_is(
    site: Site, text: str, message: str
) -> None:
    (site.root / "docs/shop/orders.md").write_text(text)
    with pytest.raises(SiteError, match=message):
        _ = site.topics


def test_problems_are_listed_by_file_and_line() -> None:
    error = SiteError([Problem("b.md", 1, "x"), Problem("a.md", 20, "y")])
    assert str(error) == "a.md:20: y\nb.md:1: x"


def test_what_is_computed_per_site_is_computed_once(site: Site) -> None:
    calls = []

    @per_site
    def count(site: Site, name: str) -> int:
        calls.append(name)
        return len(calls)

    assert [count(site, "a"), count(site, "a"), count(site, "b")] == [1, 1, 2]
    assert count(Site(site.root), "a") == 3


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("docs/index.md", ""),
        ("docs/shop/orders.md", "shop/orders/"),
        ("docs/shop/index.md", "shop/"),
    ],
)
def test_a_page_has_an_address(page: str, address: str) -> None:
    assert address_of(page) == address
    assert Page(page, "", "", "").markdown_address == f"{address}index.md"


@pytest.mark.parametrize(
    ("attribute", "source", "way"),
    [
        ("file", "index.md", ""),
        ("file", "shop/orders.md", "../../"),
        ("page", "index.md", ""),
        ("page", "shop/orders.md", "../"),
    ],
)
def test_each_builder_leads_to_the_root(
    attribute: str, source: str, way: str
) -> None:
    md = Markdown()
    told = Preprocessor(md)
    setattr(told, attribute, SimpleNamespace(src_uri=source, path=source))
    md.preprocessors.register(told, "told", 1)
    assert page_of(md) == source
    assert path_to_root(md) == way


def test_a_text_that_is_no_page_leads_nowhere() -> None:
    assert page_of(Markdown()) is None
    assert path_to_root(Markdown()) == ""

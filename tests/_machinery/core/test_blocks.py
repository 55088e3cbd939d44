"""Around an embedded file are its path, its download and its output."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from docs._ext.core.blocks import CaptionPostprocessor, TitlePreprocessor
from docs._ext.core.includes import Include
from docs._ext.core.marks import Marks
from docs._ext.core.site import Site
from tests._machinery.tools import write_files

FILES = {
    "shop.py": "# --8<-- [start:a]\nprint(1)\n# → 1\n# --8<-- [end:a]\n",
    "legacy_shop.py": "old = 1\n",
    "mistake_shop.py": "wrong = 1\n",
    "mistake_shop.txt": "ValueError: wrong\n",
    "shop.console": "$ ls\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    texts = {f"snippets/{name}": text for name, text in FILES.items()}
    return write_files(tmp_path, texts)


def convert(site: Site, *includes: str, marks: str = "") -> list[Tag]:
    """Convert a page that includes files, and give its blocks."""
    snippets = {"base_path": [str(site.root)], "dedent_subsections": True}
    md = Markdown(
        extensions=["pymdownx.superfences", "pymdownx.snippets"],
        extension_configs={"pymdownx.snippets": snippets},
    )
    writers = {"errors": lambda _, words: f"**{words}**"}
    title = TitlePreprocessor(md, Marks(site, writers))
    md.preprocessors.register(title, "title", 40)
    caption = CaptionPostprocessor(
        md,
        site,
        [lambda _, path, way: f"<i>{way}{path}</i>"],
        [lambda _, include, code: f"<!--{include}-->{code}"],
    )
    md.postprocessors.register(caption, "caption", -10)
    fences = [f'```py\n--8<-- "snippets/{name}"\n```' for name in includes]
    html = md.convert("\n\n".join([marks, *fences]))
    soup = BeautifulSoup(html, "html.parser")
    return [*soup.select("div.highlight"), *soup.select("strong")]


def part(block: Tag, selector: str) -> Tag:
    found = block.select_one(selector)
    assert found, selector
    return found


def test_a_part_has_the_path_and_the_download_of_the_whole(site: Site) -> None:
    (block,) = convert(site, "shop.py:a")
    assert part(block, ".path").get_text() == "Part of snippets/shop.py"
    download = part(block, "a.download")
    assert download.get_text() == "Download whole file"
    assert download["download"] == "shop.py"
    assert unquote(str(download["href"])).endswith(",print(1)\n# → 1\n")
    assert part(block, ".output-text").get_text() == " 1"


def test_wings_add_to_captions_and_to_code(site: Site) -> None:
    (block,) = convert(site, "shop.py")
    assert part(block, "i").get_text() == "snippets/shop.py"
    assert f"<!--{Include('snippets/shop.py')}-->" in str(block)


def test_only_the_first_block_of_a_file_is_an_anchor(site: Site) -> None:
    first, second = convert(site, "shop.py:a", "shop.py")
    assert first.select_one("#shop\\.py")
    assert not second.select_one("#shop\\.py")


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("legacy_shop.py", "legacy", "Legacy"),
        ("mistake_shop.py", "mistake", "Mistake"),
        ("mistake_shop.txt", "raises", "What you see"),
        ("shop.console", "terminal", "In a terminal"),
    ],
)
def test_a_block_tells_what_it_is(
    site: Site, name: str, kind: str, label: str
) -> None:
    (block,) = convert(site, name)
    assert kind in block["class"]
    assert part(block, ".filename").get_text().startswith(label)


def test_a_mistake_is_folded_with_its_error_and_nothing_else_is(
    site: Site,
) -> None:
    names = [
        "mistake_shop.py",
        "mistake_shop.txt",
        "shop.py",
        "mistake_shop.py",
    ]
    blocks = convert(site, *names)
    folds = [block.find_parent("details") for block in blocks]
    assert folds[0] is not None
    assert folds[0] is folds[1]
    assert folds[2] is None
    assert [
        f.summary.get_text() for f in (folds[0], folds[3]) if f and f.summary
    ] == ["mistake_shop.py with its error", "mistake_shop.py with its output"]
    assert not folds[0].has_attr("open")


def test_data_stands_in_for_marks_and_comments_stay(site: Site) -> None:
    marks = "<!-- errors a.b 1 -->\n\n<!-- other -->"
    (written,) = convert(site, marks=marks)
    assert written.get_text() == "a.b 1"
    assert not Marks(site, {}).is_mark("<!-- errors -->")
    assert Marks(site, {"errors": lambda *_: ""}).is_mark("<!-- errors -->")

"""A picture of Dagster's UI is a figure on its page, and has no faults."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from PIL import Image

from docs._ext.core.marks import Marks
from docs._ext.core.site import Page, Site, current_site
from docs._ext.publish.markdown import Exporter
from docs._ext.screenshots import PictureTreeprocessor
from tests._harness.check.pictures import check_pictures
from tests._harness.ui.shots import MOST_BYTES, read_stages
from tests._machinery.tools import write_files

LINE = '![It shows](../images/lineage.light.webp "Look here")'
PAGE = "docs/topic/page.md"
PAGE_TEXT = f"""# Page

--8<-- "snippets/topic/page/shop.py"

{LINE}
"""
TOML = "snippets/topic/page/shop.ui.toml"
TOML_TEXT = """
[[shots]]
name = "lineage"
path = "/assets/revenue"
wait_for = ["Materialized"]
at = 2025-05-05 09:05:00
"""
DARK = "docs/images/lineage.dark.webp"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one page and one picture."""
    texts = {
        "README.md": "",
        PAGE: PAGE_TEXT,
        TOML: TOML_TEXT,
        "snippets/topic/page/shop.py": "",
    }
    write_files(tmp_path, texts)
    (tmp_path / "docs/images").mkdir()
    for palette in ("light", "dark"):
        picture = Image.new("RGB", (30, 20))
        picture.save(tmp_path / f"docs/images/lineage.{palette}.webp")
    return tmp_path


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_pictures(Site(root))]


def test_the_pictures_of_the_site_have_no_faults() -> None:
    assert [str(p) for p in check_pictures(current_site())] == []
    assert len(read_stages(current_site())[0]) > 10


def test_a_site_without_fault_has_no_problems(root: Path) -> None:
    assert problems_of(root) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (PAGE, ".light.webp", ".webp", f"{PAGE}:5: write .light.webp"),
        (PAGE, "It shows", "", f"{PAGE}:5: say what the picture shows"),
        (PAGE, ' "Look here"', "", f"{PAGE}:5: say what the picture shows"),
        (PAGE, "shop.py", "x.py", f"{PAGE}:5: the picture is of snippets/"),
        (PAGE, LINE, "", f"{TOML}:1: lineage is on no page; show or delete it"),
        (TOML, "wait_for", "wait", f"{TOML}:1: shots.0.wait_for: Field requir"),
        (TOML, "wait_for", "wait", f"{TOML}:1: shots.0.wait: Extra inputs are"),
        (TOML, '"Materialized"', "", f"{TOML}:1: shots.0.wait_for: List shoul"),
        (TOML, '"Materialized"', '""', f"{TOML}:1: shots.0.wait_for.0: String"),
        (TOML, '"/assets', '"assets', f"{TOML}:1: shots.0.path: String should"),
        (TOML, "09:05:00", "09:05:00Z", f"{TOML}:1: shots.0.at: Input should "),
        (TOML, TOML_TEXT, "", f"{TOML}:1: shots: Field required; see the keys"),
        (TOML, '"lineage"', '"lineage', f"{TOML}:3: Illegal character"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(
    root: Path, file: str, old: str, new: str, problem: str
) -> None:
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new))
    problems = problems_of(root)
    assert any(each.startswith(problem) for each in problems)
    assert len(problems) <= 2


def test_a_picture_that_has_not_been_taken(root: Path) -> None:
    (root / DARK).unlink()
    (problem,) = problems_of(root)
    assert problem.startswith(f"{PAGE}:5: no picture lineage.dark.webp; take")
    assert "shoot lineage" in problem


def test_a_picture_of_no_program(root: Path) -> None:
    (root / "snippets/topic/page/shop.py").unlink()
    (problem,) = problems_of(root)
    assert problem.startswith(f"{TOML}:1: no program snippets/topic/page/shop")


def test_two_pictures_of_one_name(root: Path) -> None:
    for suffix in (".py", ".ui.toml"):
        folder = root / "snippets/topic/page"
        shutil.copy(folder / f"shop{suffix}", folder / f"two{suffix}")
    (problem,) = problems_of(root)
    assert problem.endswith(f"{TOML} has a picture 'lineage' too; rename it")


def test_a_file_that_no_program_has(root: Path) -> None:
    (root / "docs/images/old.light.webp").touch()
    (problem,) = problems_of(root)
    assert "no .ui.toml has a picture 'old'; delete the file" in problem


def test_two_palettes_of_different_sizes(root: Path) -> None:
    Image.new("RGB", (3, 3)).save(root / DARK)
    (problem,) = problems_of(root)
    assert problem.startswith(f"{DARK}:1: (3, 3), but lineage.light.webp is")


def test_a_file_that_is_too_large(root: Path) -> None:
    (root / DARK).write_bytes((root / DARK).read_bytes() + bytes(MOST_BYTES))
    assert f"{MOST_BYTES} at most; show less" in problems_of(root)[0]


# What becomes of a line.


def convert(root: Path, text: str) -> Tag:
    md = Markdown()
    picture = PictureTreeprocessor(md, Site(root))
    md.treeprocessors.register(picture, "screenshots", 5)
    return BeautifulSoup(md.convert(text), "html.parser")


def test_a_picture_becomes_a_figure_with_both_palettes(root: Path) -> None:
    figure = convert(root, LINE).select_one("figure.screenshot")
    assert figure is not None
    assert figure.find("figcaption", string="Look here")
    assert [image.attrs for image in figure.find_all("img")] == [
        {
            "alt": "It shows",
            "src": f"../images/lineage.{palette}.webp#only-{palette}",
            "width": "30",
            "height": "20",
            "loading": "lazy",
        }
        for palette in ("light", "dark")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "![A logo](../assets/logo.png)",
        f"Words before {LINE}",
        "![None](../images/none.light.webp)",
    ],
)
def test_other_pictures_stay_as_they_are(root: Path, line: str) -> None:
    page = convert(root, line)
    assert not page.find("figure")
    assert len(page.find_all("img")) == 1


@pytest.mark.parametrize(
    ("whole", "text"),
    [(False, "# Page\n\n(Picture: It shows)\n"), (True, "# Page\n")],
)
def test_markdown_describes_a_picture_and_the_skill_leaves_it_out(
    root: Path, whole: bool, text: str
) -> None:
    page = Page(PAGE, "Page", "", f"# Page\n\n{LINE}\n")
    site = Site(root)
    exporter = Exporter(site, Marks(site, {}), whole=whole)
    assert exporter.export(page, lambda target: target) == text

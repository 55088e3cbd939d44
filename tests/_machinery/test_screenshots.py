"""Pictures of Dagster's UI: a page shows the one that fits its palette."""

import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from PIL import Image

from docs._ext.core.site import Page
from docs._ext.publish.markdown import Exporter
from docs._ext.screenshots import UIPictures, check_pictures
from tests._harness.ui import camera as screenshots
from tests._harness.ui import dagster as dagster_ui
from tests._harness.ui.camera import take_all, write_picture
from tests._harness.ui.dagster import DagsterUI, UIError, find_free_port
from tests._harness.ui.differences import MOST_PIXELS, compare
from tests._harness.ui.shots import FOLDER, MOST_BYTES, STAGES, Shot, Stage
from tests.conftest import ROOT

PAGE = "docs/start/first_asset.md"
LINE = '![It shows](../images/lineage.light.webp "Look here")'
STAGE = Stage("start/first_asset/shop", shots=())


def problems_of(copy: Path) -> list[str]:
    return [str(problem) for problem in check_pictures(copy)]


def replace(file: Path, old: str, new: str) -> None:
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def test_pictures_have_no_faults() -> None:
    problems = check_pictures(ROOT)
    assert not problems, "\n".join(map(str, problems))


def test_each_shot_has_a_name_of_its_own() -> None:
    names = [shot.name for stage in STAGES for shot in stage.shots]
    assert len(names) == len(set(names)) >= 12


# What an author writes, and what becomes of it.


def convert(text: str) -> Tag:
    html = Markdown(extensions=[UIPictures()]).convert(text)
    return BeautifulSoup(html, "html.parser")


def test_a_picture_becomes_a_figure_with_both_palettes_and_its_size() -> None:
    figure = convert(LINE).select_one("figure.screenshot")
    assert figure is not None
    assert figure.find("figcaption", string="Look here")
    with Image.open(ROOT / FOLDER / "lineage.light.webp") as picture:
        width, height = picture.size
    assert [image.attrs for image in figure.find_all("img")] == [
        {
            "alt": "It shows",
            "src": f"../images/lineage.{palette}.webp#only-{palette}",
            "width": str(width),
            "height": str(height),
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
def test_other_pictures_stay_as_they_are(line: str) -> None:
    page = convert(line)
    assert not page.find("figure")
    assert len(page.find_all("img")) == 1


@pytest.mark.parametrize(
    ("whole", "text"),
    [(False, "# Page\n\n(Picture: It shows)\n"), (True, "# Page\n")],
)
def test_markdown_describes_a_picture_and_the_skill_leaves_it_out(
    whole: bool, text: str
) -> None:
    page = Page(PAGE, "Page", "", f"# Page\n\n{LINE}\n")
    exporter = Exporter(ROOT, whole=whole)
    assert exporter.export(page, lambda target: target) == text


# What an author gets wrong.


def test_a_copy_without_fault_has_no_problems(copy: Path) -> None:
    assert problems_of(copy) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lineage.light.webp", "lineage.webp", "write .light.webp"),
        ("lineage.light.webp", "none.light.webp", "no picture none.light.webp"),
        ("first_asset/shop.py", "first_asset/none.py", "show that above it"),
    ],
)
def test_a_fault_on_a_page(
    copy: Path, old: str, new: str, message: str
) -> None:
    replace(copy / PAGE, old, new)
    assert any(
        problem.startswith(f"{PAGE}:") and message in problem
        for problem in problems_of(copy)
    )


@pytest.mark.parametrize("alt", ["", "It shows"])
def test_a_picture_without_words(copy: Path, alt: str) -> None:
    page = copy / PAGE
    page.write_text(f"{page.read_text()}![{alt}](../images/x.light.webp)\n")
    line = page.read_text().count("\n")
    assert any(
        problem.startswith(f"{PAGE}:{line}: say what the picture shows")
        for problem in problems_of(copy)
    )


def test_a_palette_is_missing(copy: Path) -> None:
    (copy / FOLDER / "lineage.dark.webp").unlink()
    [problem] = problems_of(copy)
    assert problem.startswith(f"{PAGE}:")
    assert "no picture lineage.dark.webp" in problem
    assert "tests._harness.ui.camera` lineage" in problem


def test_a_picture_that_no_page_shows(copy: Path) -> None:
    text = (copy / PAGE).read_text()
    lines = [line for line in text.splitlines() if "![" not in line]
    (copy / PAGE).write_text("\n".join(lines))
    found = problems_of(copy)
    assert len(found) == 2
    assert all("stands on no page" in problem for problem in found)


def test_a_picture_without_a_shot(copy: Path) -> None:
    (copy / FOLDER / "old.light.webp").touch()
    assert any("delete the file" in problem for problem in problems_of(copy))


def test_two_palettes_of_different_sizes(copy: Path) -> None:
    Image.new("RGB", (3, 3)).save(copy / FOLDER / "lineage.dark.webp")
    [problem] = problems_of(copy)
    assert problem.startswith(f"{FOLDER}/lineage.dark.webp:1: (3, 3), but")


def test_a_picture_that_is_too_large(copy: Path, tmp_path: Path) -> None:
    noise = Image.effect_noise((600, 600), 100)
    file = tmp_path / "noise.png"
    noise.save(file)
    with pytest.raises(UIError, match=rf"bytes, {MOST_BYTES} at most"):
        write_picture(file.read_bytes(), tmp_path, "lineage", "light")
    large = (tmp_path / "lineage.light.webp").read_bytes()
    (copy / FOLDER / "lineage.light.webp").write_bytes(large)
    assert any(f"{MOST_BYTES} at most" in p for p in problems_of(copy))


# Two pictures.


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Path, Path, Path]:
    old, new = tmp_path / "old.webp", tmp_path / "new.webp"
    for file in (old, new):
        Image.new("RGB", (100, 50), "white").save(file, lossless=True)
    return old, new, tmp_path / "difference.png"


def dot(file: Path, width: int, height: int, colour: str) -> None:
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    picture.paste(colour, (0, 0, width, height))
    picture.save(file, lossless=True)


def test_the_same_pictures_do_not_differ(
    pictures: tuple[Path, Path, Path],
) -> None:
    assert compare(*pictures) == ""


def test_chance_is_no_difference(pictures: tuple[Path, Path, Path]) -> None:
    dot(pictures[1], MOST_PIXELS, 1, "black")
    dot(pictures[0], 100, 50, "#f8f8f8")
    assert compare(*pictures) == ""
    assert not pictures[2].exists()


def test_a_word_is_a_difference_and_is_marked(
    pictures: tuple[Path, Path, Path],
) -> None:
    dot(pictures[1], 41, 1, "black")
    message = compare(*pictures)
    assert message.startswith("41 pixels differ")
    assert all(str(file) in message for file in pictures)
    with Image.open(pictures[2]) as difference:
        assert difference.getpixel((40, 0)) == (255, 0, 0)
        assert difference.getpixel((41, 0)) == (255, 255, 255)


def test_another_size_is_a_difference(
    pictures: tuple[Path, Path, Path],
) -> None:
    Image.new("RGB", (9, 9)).save(pictures[1])
    assert "(9, 9) pixels" in compare(*pictures)


# What can go wrong when they are taken.


def test_no_chromium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UIError, match="apt-get install chromium"):
        screenshots.find_browser()


def test_no_faketime(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(screenshots, "_FAKETIME", f"{tmp_path}/*.so")
    with pytest.raises(UIError, match="apt-get install faketime"):
        screenshots.find_faketime()


@pytest.fixture
def all_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are taken, until one cannot be."""

    def take(stage: Stage, folder: Path, *_: Path) -> None:
        if stage is STAGES[-1]:
            raise UIError("the last one fails")
        (folder / f"{stage.shots[0].name}.light.webp").touch()

    monkeypatch.setattr(screenshots, "take", take)
    for name in ("find_browser", "find_faketime"):
        monkeypatch.setattr(screenshots, name, lambda: Path("/"))


@pytest.mark.usefixtures("all_but_one")
def test_after_a_failure_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UIError, match="the last one fails"):
        take_all(tmp_path / "images")
    assert not (tmp_path / "images").exists()


@pytest.mark.usefixtures("all_but_one")
def test_without_a_failure_they_are_written(tmp_path: Path) -> None:
    assert take_all(tmp_path / "images", ["lineage"]) == [
        tmp_path / "images/lineage.light.webp"
    ]


@pytest.mark.usefixtures("all_but_one")
def test_a_name_that_no_shot_has(tmp_path: Path) -> None:
    with pytest.raises(UIError, match=r"shots.py has no linaege"):
        take_all(tmp_path, ["linaege"])


@pytest.fixture
def webserver(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Path]:
    """The file of the program that runs in the webserver's place."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(dagster_ui, "MOST_SECONDS", 0.5)
    file = tmp_path / "dagster-webserver"
    file.touch(stat.S_IRWXU)
    yield file
    file.unlink()


def serve(home: Path) -> None:
    home.mkdir()
    with DagsterUI(STAGE, home, Path("/dev/null")).serve():
        pass


def test_the_webserver_ends(webserver: Path, tmp_path: Path) -> None:
    webserver.write_text("#!/bin/sh\necho the port is in use\nexit 1\n")
    with pytest.raises(UIError, match=r"ended:\n(.*\n)*the port is in use"):
        serve(tmp_path / "home")


def test_the_webserver_is_not_up_in_time(
    webserver: Path, tmp_path: Path
) -> None:
    webserver.write_text("#!/bin/sh\necho still loading\nexec sleep 30\n")
    with pytest.raises(UIError, match=r"not answer after 0.5 s:\n(.*\n)*still"):
        serve(tmp_path / "home")


def test_a_port_in_use_is_not_taken() -> None:
    with socket.socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = used.getsockname()[1]
        assert port not in {find_free_port() for _ in range(20)}


def test_a_shot_says_what_to_wait_for() -> None:
    shots: list[Shot] = [shot for stage in STAGES for shot in stage.shots]
    assert all(all(shot.texts) and shot.texts for shot in shots)

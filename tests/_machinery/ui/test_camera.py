"""Dagster's UI still looks as in the pictures of it.

`uv run pytest tests/_machinery/ui -n 2` takes each picture anew and compares;
it needs Debian's packages `chromium` and `faketime`. With `-k launchpad`, one.
"""

import socket
import stat
import sys
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from docs._ext.core.site import current_site
from docs._ext.screenshots import FOLDER
from tests._harness.processes import find_free_port
from tests._harness.ui import camera, dagster
from tests._harness.ui.camera import MOST_PIXELS, compare_pictures, take_all
from tests._harness.ui.dagster import DagsterUI, UIError
from tests._harness.ui.shots import MOST_BYTES, Shot, Stage, read_stages
from tests._machinery.tools import serve

SITE = current_site()
STAGES = read_stages(SITE)[0].values()
SHOT = Shot(
    name="lineage",
    path="/",
    wait_for=["Materialized"],
    at=datetime(2025, 5, 5, 9),
)


@pytest.mark.parametrize(
    "names", [[s.name for s in stage.shots] for stage in STAGES], ids=" ".join
)
def test_the_ui_looks_as_in_its_picture(
    names: list[str], tmp_path: Path
) -> None:
    taken = take_all(SITE, tmp_path / "new", names)
    assert len(taken) == len(names) * len(camera.PALETTES)
    differences = [
        compare_pictures(
            SITE.root / FOLDER / new.name, new, new.with_suffix(".png")
        )
        for new in taken
    ]
    assert not any(differences), (
        "\n".join(filter(None, differences))
        + "\nIf the new ones are right: "
        + f"`uv run python -m tests._harness shoot {' '.join(names)}`"
    )


# What can go wrong when they are taken.


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        (
            "/",
            r"http://\S+ does not show 'Materialized' after 1 s; "
            "fix `wait_for`. It shows: Made on May 5",
        ),
        ("/{runId}", "no answer has 'runId'; fix `path`"),
    ],
)
def test_a_page_that_shows_something_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, fault: str
) -> None:
    monkeypatch.setattr(camera, "MOST_SECONDS", 1)
    (tmp_path / "index.html").write_text("<p>Made on May 5</p>")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    shot = SHOT.model_copy(update={"path": path})
    windows = camera.open_windows(camera.find_browser())
    with serve(handler) as address, windows as each:
        ui: Any = SimpleNamespace(
            address=address, answers={}, program=Path("shop.py")
        )
        with pytest.raises(UIError, match=rf"^shop\.ui\.toml: {fault}"):
            camera.photograph(each["light"], ui, shot)


def test_a_picture_that_is_too_large(tmp_path: Path) -> None:
    noise = tmp_path / "noise.png"
    Image.effect_noise((600, 600), 100).save(noise)
    with pytest.raises(UIError, match=rf"bytes, {MOST_BYTES} at most"):
        camera.write_picture(noise.read_bytes(), tmp_path, "lineage", "light")


def test_no_chromium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UIError, match="apt-get install chromium"):
        camera.find_browser()


def test_no_faketime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "_FAKETIME", "usr/lib/none/*.so")
    with pytest.raises(UIError, match="apt-get install faketime"):
        camera.find_faketime()


@pytest.fixture
def all_but_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are taken, until one cannot be."""

    def take(_: Path, stage: Stage, folder: Path, *tools: Path) -> None:
        if stage.shots[-1].name == "runs":
            raise UIError("this one fails")
        (folder / f"{stage.shots[0].name}.light.webp").touch()

    monkeypatch.setattr(camera, "take", take)
    for name in ("find_browser", "find_faketime"):
        monkeypatch.setattr(camera, name, lambda: Path("/"))


@pytest.mark.usefixtures("all_but_runs")
def test_pictures_are_written_if_all_can_be_taken(tmp_path: Path) -> None:
    new = tmp_path / "images"
    with pytest.raises(UIError, match="this one fails"):
        take_all(SITE, new)
    assert not new.exists()
    assert take_all(SITE, new, ["lineage"]) == [new / "lineage.light.webp"]


@pytest.mark.usefixtures("all_but_runs")
def test_a_name_that_no_picture_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert camera.main(["linaege"]) == 1
    assert "no picture linaege; there are: backfill" in capsys.readouterr().err


@pytest.fixture
def ui(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DagsterUI:
    """Dagster's UI, with the shell in place of Python, and no patience."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(dagster, "MOST_SECONDS", 0.5)
    home = tmp_path / "home"
    home.mkdir()
    stage = Stage(shots=[SHOT])
    return DagsterUI(Path("shop.py"), stage, home, Path("/dev/null"))


@pytest.mark.parametrize(
    ("name", "command", "fault"),
    [
        ("python", "exit 1", "it cannot be run"),
        ("python", "exec sleep 30", "it still runs after 0.5 s"),
        ("dagster-webserver", "exit 1", "dagster-webserver ended"),
        ("dagster-webserver", "exec sleep 30", "does not answer after 0.5 s"),
    ],
)
def test_a_process_that_fails_is_named_with_the_end_of_its_log(
    ui: DagsterUI, tmp_path: Path, name: str, command: str, fault: str
) -> None:
    file = tmp_path / name
    file.write_text(f"#!/bin/sh\necho the port is in use\n{command}\n")
    file.chmod(stat.S_IRWXU)
    match = rf"shop\.py: .*{fault}\n(.*\n)*the port is in use"
    start = ui.seed if name == "python" else ui.serve().__enter__
    with pytest.raises(UIError, match=match):
        start()


def test_a_port_in_use_is_not_taken() -> None:
    with socket.socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = used.getsockname()[1]
        assert port not in {find_free_port() for _ in range(20)}


# Two pictures.


def paint(file: Path, color: str, width: int = 100, height: int = 50) -> None:
    picture = Image.new("RGB", (100, 50), "white")
    picture.paste(color, (0, 0, width, height))
    picture.save(file, lossless=True)


def test_more_than_chance_is_a_difference_and_is_marked(tmp_path: Path) -> None:
    pictures = tmp_path / "old.webp", tmp_path / "new.webp", tmp_path / "x.png"
    old, new, marked = pictures
    paint(old, "#f8f8f8")
    paint(new, "black", MOST_PIXELS, 1)
    assert compare_pictures(*pictures) == ""
    assert not marked.exists()
    paint(new, "black", MOST_PIXELS + 1, 1)
    message = compare_pictures(*pictures)
    assert message.startswith("41 pixels differ")
    assert all(str(file) in message for file in pictures)
    with Image.open(marked) as difference:
        assert difference.getpixel((40, 0)) == (255, 0, 0)
        assert difference.getpixel((41, 0)) == (255, 255, 255)
    Image.new("RGB", (9, 9)).save(new)
    assert "(9, 9) pixels" in compare_pictures(*pictures)

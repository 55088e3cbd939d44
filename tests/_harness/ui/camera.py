"""Takes the pictures of Dagster's UI.

`uv run python -m tests._harness.ui.camera` takes all of them anew; with names
behind it, those alone. Needs Debian's packages `chromium` and `faketime`.
"""

import argparse
import io
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import (
    BrowserContext,
    Page,
    Request,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from tests._harness.ui.dagster import DagsterUI, UIError
from tests._harness.ui.shots import (
    FOLDER,
    MOST_BYTES,
    STAGES,
    Ask,
    Daemon,
    Program,
    Run,
    Shot,
    Stage,
)

ROOT = Path(__file__).parents[2]

PALETTES = {"light": "Light", "dark": "Dark"}

MOST_SECONDS = 120
_SCALE = 1.5
_CALM = 0.7  # seconds in which nothing on a page changes
_AT_ONCE = 2
_FAKETIME = "/usr/lib/*/faketime/libfaketimeMT.so.1"


def take_all(folder: Path, names: Collection[str] = ()) -> list[Path]:
    """Take pictures, each in both palettes.

    Args:
        folder: Where to write them.
        names: The names of some, whose programs alone are run.

    Returns:
        Their files.

    Raises:
        UIError: A picture cannot be taken. None is written then.
    """
    browser, faketime = find_browser(), find_faketime()
    if unknown := set(names) - {s.name for st in STAGES for s in st.shots}:
        raise UIError(f"tests/_harness/ui/shots.py has no {', '.join(unknown)}")
    stages = [
        stage
        for stage in STAGES
        if not names or any(shot.name in names for shot in stage.shots)
    ]
    with tempfile.TemporaryDirectory() as temporary:
        new = Path(temporary)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            jobs = [
                pool.submit(take, stage, new, browser, faketime)
                for stage in stages
            ]
        for job in jobs:
            job.result()
        folder.mkdir(parents=True, exist_ok=True)
        return [
            Path(shutil.copy(file, folder)) for file in sorted(new.iterdir())
        ]


def find_browser() -> Path:
    """Find Chromium.

    Raises:
        UIError: There is none.
    """
    found = shutil.which("chromium")
    if not found:
        raise UIError("no Chromium: `apt-get install chromium`")
    return Path(found)


def find_faketime() -> Path:
    """Find the library that stops the clock.

    Raises:
        UIError: There is none.
    """
    found = list(Path("/").glob(_FAKETIME[1:]))
    if not found:
        raise UIError("no libfaketime: `apt-get install faketime`")
    return found[0]


def take(stage: Stage, folder: Path, browser: Path, faketime: Path) -> None:
    """Take the pictures of one program.

    Args:
        stage: The program and its pictures.
        folder: Where to write them.
        browser: The browser's file.
        faketime: The library that stops the clock.

    Raises:
        UIError: A picture cannot be taken.
    """
    with tempfile.TemporaryDirectory() as home:
        ui = DagsterUI(stage, Path(home), faketime)
        seeds = [
            step
            for step in stage.shots[0].before
            if isinstance(step, (Run, Program))
        ]
        ui.set_clock(stage.shots[0].at)
        if seeds:
            ui.seed(seeds)
            ui.set_clock(seeds[-1].at)  # when the webserver loads the program
        with ui.serve(), open_windows(browser) as windows:
            for shot in stage.shots:
                for question in shot.before:
                    if isinstance(question, Ask):
                        ui.ask(question)
                    elif isinstance(question, Daemon):
                        ui.start_daemon(question.at)
                ui.set_clock(shot.at)
                for palette, window in windows.items():
                    picture = photograph(window, ui, shot)
                    write_picture(picture, folder, shot.name, palette)


@contextmanager
def open_windows(browser: Path) -> Iterator[dict[str, BrowserContext]]:
    """Open a window of the browser for each palette.

    Args:
        browser: The browser's file.

    Yields:
        The windows, by palette.
    """
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-gpu"]
        )
        windows = {}
        for palette, theme in PALETTES.items():
            windows[palette] = running.new_context(
                device_scale_factor=_SCALE,
                locale="en-US",
                timezone_id="UTC",
                reduced_motion="reduce",
            )
            setting = f"localStorage['dagster-theme'] = '\"{theme}\"'"
            windows[palette].add_init_script(setting)
        yield windows
        running.close()


def photograph(window: BrowserContext, ui: DagsterUI, shot: Shot) -> bytes:
    """Open a page and take its picture once nothing on it moves any more.

    Args:
        window: A window of the browser.
        ui: The webserver.
        shot: The page and what to wait for.

    Returns:
        The picture, as PNG.

    Raises:
        UIError: The page does not say what it should, or does not rest.
    """
    page = window.new_page()
    width = shot.clip[0] + shot.clip[2]
    page.set_viewport_size({"width": width, "height": shot.height})
    at = datetime.fromisoformat(shot.at).replace(tzinfo=UTC)
    page.clock.set_fixed_time(at)
    page.set_default_timeout(MOST_SECONDS * 1000)
    under_way = _watch(page)
    try:
        page.goto(ui.address + shot.path.format(**ui.answers))
        for text in shot.texts:
            _wait_for(page, text, shot)
        return _wait_for_rest(page, under_way, shot)
    except PlaywrightError as error:
        raise UIError(f"{shot.name}: {page.url}: {error}") from error
    finally:
        page.close()


def _watch(page: Page) -> set[Request]:
    """Collect the requests that are under way."""
    under_way: set[Request] = set()
    page.on("request", lambda request: under_way.add(request))
    page.on("requestfinished", lambda request: under_way.discard(request))
    page.on("requestfailed", lambda request: under_way.discard(request))
    return under_way


def _wait_for(page: Page, text: str, shot: Shot) -> None:
    try:
        found = page.get_by_text(text).first
        found.wait_for(timeout=MOST_SECONDS * 1000)
    except PlaywrightError as error:
        said = " | ".join(page.inner_text("body").split("\n"))
        raise UIError(
            f"{shot.name}: {page.url} does not say {text!r} after "
            f"{MOST_SECONDS} s; mend it in tests/_harness/ui/shots.py. "
            "It says: " + said[-1500:]
        ) from error


def _wait_for_rest(page: Page, under_way: set[Request], shot: Shot) -> bytes:
    left, top, width, height = shot.clip
    before = b""
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        page.wait_for_timeout(_CALM * 1000)
        now = page.screenshot(
            clip={"x": left, "y": top, "width": width, "height": height},
            animations="disabled",
            caret="hide",
        )
        if now == before and not under_way:
            return now
        before = now
    raise UIError(f"{shot.name}: {page.url} does not come to rest")


def write_picture(png: bytes, folder: Path, name: str, palette: str) -> None:
    """Write a picture as small as it gets without a loss.

    Args:
        png: The picture.
        folder: Where to write it.
        name: The name of the shot.
        palette: The palette.

    Raises:
        UIError: It is too large.
    """
    file = folder / f"{name}.{palette}.webp"
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.save(file, lossless=True, quality=100, method=4)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise UIError(f"{file.name}: {size} bytes, {MOST_BYTES} at most")


def main() -> int:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to take, if not all")
    parser.add_argument("--folder", type=Path, default=ROOT / FOLDER)
    arguments = parser.parse_args()
    try:
        for file in take_all(arguments.folder, arguments.names):
            print(file, file.stat().st_size)
    except UIError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

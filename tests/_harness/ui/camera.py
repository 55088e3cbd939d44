"""Takes the pictures of Dagster's UI.

Needs Debian's packages `chromium` and `faketime`.
"""

import argparse
import io
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import (
    BrowserContext,
    FloatRect,
    Page,
    Request,
    sync_playwright,
)
from playwright.sync_api import Error as PlaywrightError

from docs._ext.core.site import Site, current_site
from docs._ext.screenshots import FOLDER
from tests._harness.ui import shots
from tests._harness.ui.dagster import DagsterUI, UIError
from tests._harness.ui.shots import MENU, Shot, Stage

PALETTES = {"light": "Light", "dark": "Dark"}

MOST_SECONDS = 120
_SCALE = 1.5
_CALM = 0.7  # seconds in which nothing on a page changes
_AT_ONCE = 2
_FAKETIME = "usr/lib/*/faketime/libfaketimeMT.so.1"

# What two runs of the same browser differ in: a letter's edge here and there.
MOST_PIXELS = 40
_SAME = 24  # of 255: a color that nobody can tell from another


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures and print where they are."""
    parser = argparse.ArgumentParser(prog="shoot", description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to take, if not all")
    names = parser.parse_args(arguments).names
    site = current_site()
    try:
        for file in take_all(site, site.root / FOLDER, names):
            print(file, file.stat().st_size)
    except UIError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def take_all(
    site: Site, folder: Path, names: Collection[str] = ()
) -> list[Path]:
    """Write pictures, or those of some names, each in both palettes.

    If one cannot be taken, none is written: UIError.
    """
    tools = find_browser(), find_faketime()
    stages = _choose(site, names)
    with tempfile.TemporaryDirectory() as temporary:
        new = Path(temporary)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            jobs = [
                pool.submit(take, site.root / program, stage, new, *tools)
                for program, stage in stages.items()
            ]
        for job in jobs:
            job.result()
        folder.mkdir(parents=True, exist_ok=True)
        return [
            Path(shutil.copy(file, folder)) for file in sorted(new.iterdir())
        ]


def _choose(site: Site, names: Collection[str]) -> dict[str, Stage]:
    stages, problems = shots.read_stages(site)
    if problems:
        raise UIError("\n".join(map(str, problems)))
    by_name = {s.name: p for p, stage in stages.items() for s in stage.shots}
    if unknown := sorted(set(names) - by_name.keys()):
        known = ", ".join(sorted(by_name))
        raise UIError(f"no picture {', '.join(unknown)}; there are: {known}")
    chosen = {by_name[name] for name in names or by_name}
    return {program: stages[program] for program in sorted(chosen)}


def find_browser() -> Path:
    """Find Chromium, or raise a UIError."""
    if found := shutil.which("chromium"):
        return Path(found)
    raise UIError("no Chromium: `apt-get install chromium`")


def find_faketime() -> Path:
    """Find the library that stops the clock, or raise a UIError."""
    for found in Path("/").glob(_FAKETIME):
        return found
    raise UIError("no libfaketime: `apt-get install faketime`")


def take(
    program: Path, stage: Stage, folder: Path, browser: Path, faketime: Path
) -> None:
    """Take the pictures of one program, or raise a UIError."""
    with tempfile.TemporaryDirectory() as home:
        ui = DagsterUI(program, stage, Path(home), faketime)
        ui.set_clock(stage.shots[0].at)
        if stage.runs:
            ui.seed()
            ui.set_clock(stage.runs[-1].at)  # when the program is loaded
        with ui.serve(), open_windows(browser) as windows:
            for shot in stage.shots:
                for step in shot.before:
                    ui.take_step(step)
                ui.set_clock(shot.at)
                for palette, window in windows.items():
                    picture = photograph(window, ui, shot)
                    write_picture(picture, folder, shot.name, palette)


@contextmanager
def open_windows(browser: Path) -> Iterator[dict[str, BrowserContext]]:
    """Open a window of the browser for each palette."""
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
    """Give the picture of a page, as PNG, once nothing on it moves any more.

    If it does not show what it should, or does not rest: UIError.
    """
    settings = ui.program.with_suffix(shots.ENDING)
    page = window.new_page()
    page.set_viewport_size({"width": MENU + shot.width, "height": shot.window})
    page.clock.set_fixed_time(f"{shot.at}Z")
    page.set_default_timeout(MOST_SECONDS * 1000)
    under_way: set[Request] = set()
    page.on("request", lambda request: under_way.add(request))
    page.on("requestfinished", lambda request: under_way.discard(request))
    page.on("requestfailed", lambda request: under_way.discard(request))
    try:
        page.goto(ui.address + shot.path.format(**ui.answers))
        if shot.click:
            page.get_by_text(shot.click).first.click()
        for text in shot.wait_for:
            _wait_for(page, text, settings)
        return _wait_for_rest(page, under_way, shot)
    except KeyError as error:
        raise UIError(
            f"{settings}: no answer has {error}; fix `path`"
        ) from error
    except PlaywrightError as error:
        raise UIError(f"{shot.name}: {page.url}: {error}") from error
    finally:
        page.close()


def _wait_for(page: Page, text: str, settings: Path) -> None:
    try:
        page.get_by_text(text).first.wait_for(timeout=MOST_SECONDS * 1000)
    except PlaywrightError as error:
        shown = " | ".join(page.inner_text("body").split("\n"))
        raise UIError(
            f"{settings}: {page.url} does not show {text!r} after "
            f"{MOST_SECONDS} s; fix `wait_for`. It shows: " + shown[-1500:]
        ) from error


def _wait_for_rest(page: Page, under_way: set[Request], shot: Shot) -> bytes:
    clip: FloatRect = {
        "x": MENU,
        "y": shot.top,
        "width": shot.width,
        "height": shot.height,
    }
    if shot.part:
        box = page.locator(shot.part).bounding_box() or clip
        clip = {**box, "height": min(box["height"], shot.height)}
    before = b""
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        page.wait_for_timeout(_CALM * 1000)
        now = page.screenshot(clip=clip, animations="disabled", caret="hide")
        if now == before and not under_way:
            return now
        before = now
    raise UIError(f"{shot.name}: {page.url} keeps changing")


def write_picture(png: bytes, folder: Path, name: str, palette: str) -> None:
    """Write a picture without a loss, or raise a UIError if it is too large."""
    file = folder / f"{name}.{palette}.webp"
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.save(file, lossless=True, quality=100, method=4)
    size = file.stat().st_size
    if size > shots.MOST_BYTES:
        raise UIError(f"{file.name}: {size} bytes, {shots.MOST_BYTES} at most")


def compare_pictures(old: Path, new: Path, difference: Path) -> str:
    """Say in what two pictures differ by more than chance, and mark it."""
    with Image.open(old) as first, Image.open(new) as second:
        one, two = first.convert("RGB"), second.convert("RGB")
    if one.size != two.size:
        return f"{new}: {two.size} pixels, but {old}: {one.size}"
    red, green, blue = ImageChops.difference(one, two).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    differs = most.point([255 * (level > _SAME) for level in range(256)])
    count = differs.histogram()[255]
    if count <= MOST_PIXELS:
        return ""
    marked = Image.composite(Image.new("RGB", one.size, "red"), two, differs)
    marked.save(difference)
    return f"{count} pixels differ: {old}, {new}, marked in {difference}"

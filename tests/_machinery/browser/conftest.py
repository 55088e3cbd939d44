"""The built site, served on loopback, and Chromium to read it with."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests._harness.ui.camera import find_browser
from tests._machinery.browser.server import serve_site
from tests._machinery.tools import run_python


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let all pages and all names be asked for."""
    parser.addoption(
        "--whole",
        action="store_true",
        help="each page in each state, each page of the reference, each name",
    )


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site, built once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    site = shared / "site"
    with FileLock(shared / "site.lock"):
        if not site.exists():
            _build(site)
    return site


def _build(site: Path) -> None:
    started = site.with_name("unfinished")
    command = ["-m", "mkdocs", "build", "--strict", "-d"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    build = run_python(*command, started, env=environment)
    assert build.returncode == 0, build.stdout + build.stderr
    started.rename(site)


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where the site is served, with a slash at the end."""
    with serve_site(folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program. Without it no test passes."""
    return str(find_browser())


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, started once for each worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who was never here before."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab of that reader."""
    return context.new_page()

"""Lighthouse's scores on a slow phone. They need a machine with nothing to do.

The site is served compressed, as its hosts do.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests._machinery.browser.conftest import address, chromium, folder

__all__ = ["address", "chromium", "folder"]

LIGHTHOUSE = "lighthouse@13.5.0"
PAGES = {
    "home": "",
    "a guide": "resources/life_cycle/",
    "a page of the reference": "reference/assets/asset/",
    "the errors": "errors/",
}
LEAST = {"performance": 0.95, "accessibility": 1, "best-practices": 1, "seo": 1}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_lighthouse_finds_little_to_fix(
    page: str, address: str, chromium: str, tmp_path: Path
) -> None:
    assert shutil.which("npx"), "Lighthouse needs npm: `apt-get install npm`."
    report = tmp_path / "report.json"
    subprocess.run(
        [
            *["npx", "--yes", LIGHTHOUSE, address + page],
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            "--output=json",
            f"--output-path={report}",
            "--quiet",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        check=True,
    )
    categories = json.loads(report.read_text())["categories"]
    scores = {name: categories[name]["score"] for name in LEAST}
    print(f"/{page}", scores)
    assert all(scores[name] >= least for name, least in LEAST.items()), scores

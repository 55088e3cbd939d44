"""An address that was published once leads somewhere for ever."""

from pathlib import Path

import pytest

from docs._ext.core.site import ROOT, Site
from docs._ext.publish.redirects import MOVED, make_redirects
from tests._harness.check.addresses import LISTED, check_addresses

SITE = "https://shop.example/docs/"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository of two published pages."""
    files = {
        "README.md": "# Shop\n",
        "docs/index.md": "# Home\n",
        "docs/assets/define.md": "# Define\n",
        LISTED: "/\n/assets/define/\n",
        MOVED: "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_addresses(Site(root))]


def test_addresses_have_no_faults() -> None:
    assert problems_of(ROOT) == []


def test_a_page_that_vanished_is_named(small: Path) -> None:
    assert problems_of(small) == []
    (small / "docs/assets/define.md").unlink()
    assert problems_of(small) == [
        f"{LISTED}:2: no page at /assets/define/ any more; say in {MOVED} "
        "where to"
    ]


def test_a_page_that_is_new_is_named(small: Path) -> None:
    (small / "docs/assets/new.md").write_text("# New\n")
    [problem] = problems_of(small)
    assert problem.startswith(
        "docs/assets/new.md:1: its address is new; run `uv run python -m "
    )


def move(root: Path, old: str, new: str) -> None:
    """Move the page and say so."""
    (root / "docs/assets/define.md").rename(root / "docs/assets/made.md")
    (root / LISTED).write_text("/\n/assets/define/\n/assets/made/\n")
    (root / MOVED).write_text(f"{old}: {new}\n")


def test_a_page_that_moved_leads_to_the_new_one(small: Path) -> None:
    move(small, "assets/define/", "assets/made/")
    assert problems_of(small) == []
    files = make_redirects(Site(small), SITE)
    assert set(files) == {"assets/define/index.html", "assets/define/index.md"}
    html = files["assets/define/index.html"]
    assert 'content="0; url=../../assets/made/"' in html
    assert 'href="../../assets/made/"' in html
    assert f'<link rel="canonical" href="{SITE}assets/made/">' in html
    assert 'src="../../javascripts/moved.js"' in html
    assert (ROOT / "docs/javascripts/moved.js").exists()
    markdown = files["assets/define/index.md"]
    assert markdown == "# Moved\n\nTo [assets/made/](../made/index.md).\n"


def test_a_page_that_moved_to_nowhere_is_named(small: Path) -> None:
    move(small, "assets/define/", "assets/gone/")
    assert problems_of(small) == [
        f"{MOVED}:1: assets/define/ is to lead to assets/gone/, where there "
        "is no page"
    ]


def test_a_page_that_is_still_there_has_not_moved(small: Path) -> None:
    (small / MOVED).write_text("assets/define/: ''\n")
    assert problems_of(small) == [
        "docs/assets/define.md:1: assets/define/ moved, says "
        f"{MOVED}; remove it there"
    ]

"""An address that was published once leads somewhere for ever."""

from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.publish.redirects import MOVED
from tests._harness.check.addresses import LISTED, check_addresses

OLD, NEW = "resources/life_cycle/", "resources/lives/"


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_addresses(Site(root))]


def move(root: Path, old: str, new: str) -> None:
    """Move the page, and write where its address leads."""
    page = root / "docs/resources/life_cycle.md"
    page.rename(page.with_name("lives.md"))
    (root / LISTED).write_text(f"/{OLD}\n/{NEW}\n")
    (root / MOVED).write_text(f"{old}: {new}\n")


def test_a_page_that_vanished_is_named(small: Path) -> None:
    (small / "docs/resources/life_cycle.md").unlink()
    assert problems_of(small) == [
        f"{LISTED}:1: no page at /{OLD} any more; say in {MOVED} where to"
    ]


def test_a_page_that_moved_leads_on(small: Path) -> None:
    move(small, OLD, NEW)
    assert problems_of(small) == []


def test_a_page_that_moved_to_nowhere_is_named(small: Path) -> None:
    move(small, OLD, "resources/gone/")
    assert problems_of(small) == [
        f"{MOVED}:1: {OLD} leads to resources/gone/, where there is no page; "
        "fix it"
    ]


def test_a_page_that_is_still_there_has_not_moved(small: Path) -> None:
    (small / MOVED).write_text(f"{OLD}: {OLD}\n")
    assert problems_of(small) == [
        f"docs/resources/life_cycle.md:1: {OLD} is in {MOVED}, too; remove it "
        "there"
    ]

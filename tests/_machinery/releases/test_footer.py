"""A page says no more about what it was verified on than has been measured."""

import pytest
from markdown import Markdown

from docs._ext.releases.data import (
    FAILS,
    RUNS,
    Environment,
    Measures,
    Row,
    Verdict,
)
from docs._ext.releases.footer import describe_page, packages_date
from tests.conftest import ROOT

DATE = "2026-11-22"
PAGE = "start/first_asset"
PROGRAMS = sorted((ROOT / "snippets" / PAGE).glob("*.py"))


def measures(*kinds: str) -> Measures:
    """What was seen of the first programs of the page."""
    environments = {
        "1.12": Environment("1.12.22", "3.11", {}),
        "1.13": Environment("1.13.27", "3.11", {}),
    }
    rows = {
        f"{PAGE}/{path.name}": Row("", {"1.13": Verdict(kind)})
        for path, kind in zip(PROGRAMS, kinds, strict=False)
    }
    return Measures(environments, rows)


def test_a_page_names_the_newest_release_that_was_measured() -> None:
    line = describe_page(PAGE, measures(*[RUNS] * len(PROGRAMS)), DATE)
    assert line == (
        f"{len(PROGRAMS)} programs verified on Dagster 1.13.27, "
        "packages of <time>2026-11-22</time>."
    )


@pytest.mark.parametrize("kinds", [[RUNS], [RUNS, FAILS]])
def test_what_was_not_seen_to_run_is_not_counted(kinds: list[str]) -> None:
    line = describe_page(PAGE, measures(*kinds), DATE)
    assert line.startswith("1 program verified on Dagster 1.13.27, ")
    assert line.endswith(f"; {len(PROGRAMS) - 1} not yet.")


@pytest.mark.parametrize(
    ("page", "start"),
    [("reference/assets", "Made from"), ("contributing", "Built with")],
)
def test_a_page_without_programs_claims_none(page: str, start: str) -> None:
    assert describe_page(page, measures(), DATE).startswith(f"{start} Dagster ")


def test_the_date_is_that_of_the_packages() -> None:
    settings = (ROOT / "pyproject.toml").read_text()
    assert f'exclude-newer = "{packages_date(ROOT)}T' in settings


def test_a_text_that_is_no_page_has_no_line() -> None:
    html = Markdown(extensions=["docs._ext.releases.footer"]).convert("Text.")
    assert html == "<p>Text.</p>"

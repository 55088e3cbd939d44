"""A page says no more about what it was verified on than has been measured."""

import pytest
from markdown import Markdown

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    FAILS,
    RUNS,
    Environment,
    Row,
    Verdict,
    current,
    find_proofs,
)
from docs._ext.releases.footer import (
    FooterPreprocessor,
    count_proof,
    describe_page,
    packages_date,
)
from tests.conftest import ROOT

PAGE = "start/first_asset"
COUNT = len(list((ROOT / "snippets" / PAGE).glob("*.py")))


def site_of(*kinds: str) -> Site:
    """A site that knows what the first programs of the page did."""
    site = Site()
    programs = [p for p in site.programs if f"/{PAGE}/" in p]
    rows = {
        path: Row("", {"1.13": Verdict(kind)})
        for path, kind in zip(programs, kinds, strict=False)
    }
    measures = current(site)
    measures.environments = {
        "1.12": Environment("1.12.22", "3.11", {}),
        "1.13": Environment("1.13.27", "3.11", {}),
    }
    measures.rows = rows
    return site


def test_a_page_names_the_newest_release_that_was_measured() -> None:
    site = site_of(*[RUNS] * COUNT)
    date = packages_date(site)
    assert describe_page(site, PAGE) == (
        f"{COUNT} programs verified on Dagster 1.13.27, "
        f"packages of <time>{date}</time>."
    )
    settings = (ROOT / "pyproject.toml").read_text()
    assert f'exclude-newer = "{date}T' in settings


@pytest.mark.parametrize("kinds", [[RUNS], [RUNS, FAILS]])
def test_what_was_not_seen_to_run_is_not_counted(kinds: list[str]) -> None:
    line = describe_page(site_of(*kinds), PAGE)
    assert line.startswith("1 program verified on Dagster 1.13.27, ")
    assert line.endswith(f"; {COUNT - 1} not yet.")


@pytest.mark.parametrize(
    ("page", "start"),
    [("reference/assets", "Made from"), ("contributing", "Built with")],
)
def test_a_page_without_programs_claims_none(page: str, start: str) -> None:
    assert describe_page(Site(), page).startswith(f"{start} Dagster ")


def test_a_text_that_is_not_a_page_has_no_line() -> None:
    footer = FooterPreprocessor(Markdown(), Site())
    assert footer.run(["Text."]) == ["Text."]


def test_claims_are_counted_in_the_proofs_of_pages_alone() -> None:
    proofs = find_proofs(Site())
    assert "tests/releases/test_compatibility.py" in proofs
    assert not [path for path in proofs if "/_" in path]
    claims = sum((ROOT / p).read_text().count("\ndef test_") for p in proofs)
    assert f"**{claims} claims**" in count_proof(Site())

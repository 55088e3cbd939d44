"""A page says no more about what it was verified on than has been measured."""

from types import SimpleNamespace

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
from docs._ext.releases.page_badge import (
    PagePreprocessor,
    count_proof,
    describe_page,
    describe_release,
    describe_releases,
    packages_date,
)
from tests.conftest import ROOT

SERIES = ["1.10", "1.11", "1.12", "1.13"]
PAGE = "start/first_asset"
COUNT = len(list((ROOT / "snippets" / PAGE).glob("*.py")))


class Source:
    """What MkDocs tells the converter of a page."""

    file = SimpleNamespace(src_uri=f"{PAGE}.md")


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


def say(site: Site, proof: list[str]) -> str:
    """What the line below the title says of a proof on four series."""
    row = Row("", dict(zip(SERIES, map(Verdict.parse, proof), strict=True)))
    current(site).rows[f"tests/{PAGE.replace('/', '/test_')}.py"] = row
    return describe_releases(site, PAGE)


@pytest.mark.parametrize(
    ("shop", "proof", "said"),
    [
        ("rrrr", "rrrr", "Runs on Dagster 1.10 and newer."),
        ("frrr", "rrrr", "Runs on Dagster 1.11 and newer, in part on 1.10."),
        ("ffff", "rrrr", "Runs in part on Dagster 1.10 and newer."),
        (
            "srrr",
            "r1rr",
            "Runs on Dagster 1.10 and newer; 1 of 35 statements differs on "
            "1.11.",
        ),
        (
            "rrrr",
            "i211",
            "Runs on Dagster 1.10 and newer; 2 of 35 statements differ on "
            "1.11, 1 on 1.12 and newer; statements not checked on 1.10.",
        ),
    ],
)
def test_a_page_says_on_which_releases_it_holds(
    shop: str, proof: str, said: str
) -> None:
    words = {
        "r": "runs",
        "s": "differs: 41",
        "f": "fails: no",
        "i": "fails: 1 of 1 claims (the import of the tests): no",
        "1": "fails: 1 of 35 claims (test_a): no",
        "2": "fails: 2 of 35 claims (test_a, test_b): no",
    }
    site = site_of()
    current(site).environments = {s: Environment(s, "3.11", {}) for s in SERIES}
    for path in site.programs:
        on = {s: Verdict(RUNS) for s in SERIES}
        if path.endswith("/shop.py"):
            kinds = [Verdict.parse(words[k]) for k in shop]
            on = dict(zip(SERIES, kinds, strict=True))
        if f"/{PAGE}/" in path:
            current(site).rows[path] = Row("", on)
    assert say(site, [words[k] for k in proof]) == said


@pytest.mark.parametrize(
    ("shop", "proof", "said"),
    [
        ("runs", "runs", "nothing on this page differs."),
        (
            "differs: 41",
            "fails: 2 of 35 claims (test_it_ran_in_1_11[test_x-a], test_b): no",
            "2 of 35 statements differ: “it ran in 1.11”, “b”; "
            f"1 of {COUNT} programs differs: <code>shop.py</code>.",
        ),
        (
            "runs",
            "fails: 4 of 9 claims (test_a, test_b, test_c, test_d): no",
            "4 of 9 statements differ: “a”, “b”, “c” and more.",
        ),
        (
            "runs",
            "fails: 1 of 1 claims (the import of the tests): no",
            "the statements could not be checked.",
        ),
        (
            "",
            "",
            "the statements are not yet measured; "
            f"1 of {COUNT} programs is not yet measured.",
        ),
    ],
)
def test_a_page_says_what_differs_on_one_release(
    shop: str, proof: str, said: str
) -> None:
    site = site_of(*[RUNS] * COUNT)
    rows = current(site).rows
    on = {"1.13": Verdict.parse(shop)} if shop else {}
    rows[f"snippets/{PAGE}/shop.py"] = Row("", on)
    if proof:
        row = Row("", {"1.13": Verdict.parse(proof)})
        rows[f"tests/{PAGE.replace('/', '/test_')}.py"] = row
    assert describe_release(site, PAGE, "1.13") == said


def test_a_page_says_which_programs_were_not_measured() -> None:
    assert describe_releases(site_of(), PAGE) == ""
    site = site_of(*[RUNS] * COUNT)
    del current(site).rows[f"snippets/{PAGE}/shop.py"]
    assert describe_releases(site, PAGE).endswith(
        "; 1 program is not yet measured."
    )


def test_the_line_is_below_the_title_and_leads_to_the_rows() -> None:
    md = Markdown()
    md.preprocessors.register(Source(), "source", 0)  # type: ignore[arg-type]
    lines = PagePreprocessor(md, Site()).run(["", "# Title", "", "Text."])
    assert lines[:4] == ["", "# Title", "", lines[3]]
    address = "../../releases/compatibility/#page-start-first_asset"
    assert f'<a href="{address}">Runs on Dagster ' in lines[3]


def test_a_text_that_is_not_a_page_has_no_line() -> None:
    footer = PagePreprocessor(Markdown(), Site())
    assert footer.run(["Text."]) == ["Text."]


def test_claims_are_counted_in_the_proofs_of_pages_alone() -> None:
    proofs = find_proofs(Site())
    assert "tests/releases/test_compatibility.py" in proofs
    assert not [path for path in proofs if "/_" in path]
    claims = sum((ROOT / p).read_text().count("\ndef test_") for p in proofs)
    assert f"**{claims} claims**" in count_proof(Site())

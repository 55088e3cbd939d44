"""Every claim of docs/start/rules.md, proved there or on the page it names."""

import re
from pathlib import Path

import dagster as dg
import pytest

from docs._ext.core.includes import find_fences
from docs._ext.core.site import Site
from snippets.start.rules import shop
from tests.conftest import ROOT, Run

PAGE = "docs/start/rules.md"
RULES = [
    line
    for line in (ROOT / PAGE).read_text().splitlines()
    if line.startswith("- ")
]
_LINK = re.compile(r"\]\((?P<target>[^)]+)\)")
_CODE = re.compile(r"`([^`]+)`")


def test_a_second_run_replaces_the_first(run: Run) -> None:
    assert run("start/rules/shop") == ["65", "65"]


def test_the_definitions_load_with_their_resource_and_days() -> None:
    dg.Definitions.validate_loadable(shop.defs)
    assert isinstance(shop.defs.resources, dict)
    assert set(shop.defs.resources) == {"database"}
    assert shop.orders.partitions_def == shop.revenue.partitions_def
    assert shop.revenue.dependency_keys == {shop.orders.key}


def test_the_row_count_stands_in_the_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = dg.materialize(
        [shop.orders],
        partition_key="2026-01-05",
        resources=shop.defs.resources,
    )
    assert (tmp_path / "shop.duckdb").is_file()
    (made,) = result.asset_materializations_for_node("orders")
    assert made.metadata["dagster/row_count"].value == 2


def test_there_are_rules_for_each_topic() -> None:
    assert len(RULES) > 15


def text_of(page: str) -> str:
    """A page with all that it includes."""
    pages = Site(ROOT).pages
    files = [
        (ROOT / fence.include.path).read_text()
        for fence in find_fences(pages[page])
        if fence.include
    ]
    return "\n".join([pages[page], *files])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leads_to_the_page_that_proves_what_it_names(rule: str) -> None:
    pages = [
        (ROOT / PAGE).parent.joinpath(link["target"]).resolve()
        for link in _LINK.finditer(rule)
    ]
    assert pages, f"end the rule with its page: {rule}"
    shown = "".join(text_of(p.relative_to(ROOT).as_posix()) for p in pages)
    for code in _CODE.findall(rule):
        assert code.strip(".@") in shown, f"{code} is not shown: {rule}"
    for page in pages:
        test = ROOT / "tests" / page.parent.name / f"test_{page.stem}.py"
        assert "\ndef test_" in test.read_text()

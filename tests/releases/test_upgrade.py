"""Every claim of docs/releases/upgrade.md, proved by what was measured."""

import re
from itertools import pairwise

import pytest

from docs._ext.core.includes import find_fences
from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, FAILS, RUNS, load

SITE = Site()
MEASURED = load(SITE.root / DATA)
PAGE = SITE.pages["docs/releases/upgrade.md"]
_, *PARTS = re.split(r"^## From ", PAGE, flags=re.MULTILINE)
STEPS = [tuple(re.findall(r"1\.\d+", p.partition("\n")[0])) for p in PARTS]
FOLDER = "snippets/releases/what_changed"
# What broke in a step, and the step.
BROKE = {
    "get_asset_graph": "1.10",
    "experimental_warning": "1.10",
    "current_time": "1.11",
    "freshness_policy": "1.12",
    "get_all_asset_specs": "1.13",
    "ignored_keyword": "1.13",
}


def test_the_steps_lead_from_the_oldest_series_to_the_newest() -> None:
    series = MEASURED.series
    assert list(pairwise(series)) == STEPS


@pytest.mark.parametrize("part", PARTS, ids=["-".join(s) for s in STEPS])
def test_each_program_of_a_step_runs_on_its_new_release(part: str) -> None:
    new = re.findall(r"1\.\d+", part)[1]
    programs = [f.include.path for f in find_fences(part) if f.include]
    assert programs
    for path in programs:
        assert MEASURED.rows[path].on[new].kind == RUNS, path


@pytest.mark.parametrize(("name", "new"), BROKE.items())
def test_what_a_step_breaks_works_before_and_not_after(
    name: str, new: str
) -> None:
    series = MEASURED.series
    on = MEASURED.rows[f"{FOLDER}/mistake_{name}.py"].on
    assert on[new].kind == RUNS  # it goes wrong as its page shows
    assert on[series[series.index(new) - 1]].kind != RUNS
    part = PARTS[series.index(new) - 1]
    assert re.search(r"^\| `", part, flags=re.MULTILINE)


def test_every_break_that_was_found_is_in_its_step() -> None:
    mistakes = {p for p in SITE.programs if p.startswith(f"{FOLDER}/mistake_")}
    assert {f"{FOLDER}/mistake_{name}.py" for name in BROKE} == mistakes


def test_the_name_of_the_freshness_policy_is_gone_in_1_11_alone() -> None:
    on = MEASURED.rows[f"{FOLDER}/mistake_freshness_policy.py"].on
    assert on["1.11"].kind == FAILS
    assert "has no attribute" in on["1.11"].line or "renamed" in on["1.11"].line

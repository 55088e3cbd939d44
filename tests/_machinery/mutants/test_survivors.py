"""Mutants that no test notices are found, kept, and need a reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from docs._ext.core.site import ROOT, Site, current_site
from docs._ext.releases.data import DataError
from tests._harness.mutants.claims import choose_tests, find_claims
from tests._harness.mutants.make import find_mutants
from tests._harness.mutants.survivors import (
    DATA,
    Tried,
    find_changed,
    find_unexplained,
    hash_programs,
    load_rows,
    save_rows,
)
from tests._machinery.tools import run_python, write_files

PROGRAM = """\
import dagster as dg


@dg.asset
def orders() -> int:
    unused = 7
    return 40


if __name__ == "__main__":
    result = dg.materialize([orders])
    print(result.output_for_node("orders"))
    # → 40
"""
CLAIMS = """\
from snippets.a.b import orders

LINES = "a/b/orders"


def run_it():
    return run(LINES)


def test_by_a_helper():
    assert run_it() == []


@pytest.mark.timeout(9)
def test_by_name():
    assert orders.defs


def test_of_another():
    assert other.orders_of_today
"""
ROWS = {
    "snippets/a/b/c.py": Tried(
        text="1", mutants=4, alive={"7: 40 => 41": "", "8: 1 => 2": "a comment"}
    ),
    "snippets/a/b/d.py": Tried(text="2", mutants=6, alive={}),
}


def try_programs(copy: Path, *names: str) -> list[dict[str, Any]]:
    lines = "".join(f"{name}\n" for name in names)
    worker = ["-m", "tests._harness.mutants.worker"]
    done = run_python(*worker, cwd=copy, input=lines)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.timeout(180)
def test_the_mutant_that_changes_nothing_lives(copy: Path) -> None:
    folder = "snippets/assets/define"
    (copy / folder / "odd.py").write_text(PROGRAM)
    (copy / folder / "off.py").write_text(PROGRAM.replace("# → 40", "# → 41"))
    odd, off = try_programs(copy, f"{folder}/odd.py", f"{folder}/off.py")
    assert odd["mutants"] == len(find_mutants(PROGRAM))
    assert odd["alive"] == ["6: unused = 7 => unused = None", "6: 7 => 8"]
    assert (copy / folder / "odd.py").read_text() == PROGRAM
    error = f"{folder}/off.py:1: fails without a change; run it"
    assert off == {"program": f"{folder}/off.py", "error": error}


def test_demonstration_imports_and_annotations_have_no_mutants() -> None:
    lines = {mutant.line for mutant in find_mutants(PROGRAM)}
    assert lines == {4, 6, 7}


def test_a_mutant_that_lives_needs_a_reason() -> None:
    assert find_unexplained(ROWS) == ["snippets/a/b/c.py:7: 40 => 41"]
    assert find_unexplained(load_rows(ROOT / DATA)) == []


def test_a_program_is_tried_again_when_it_or_its_tests_change(
    copy: Path,
) -> None:
    name = "snippets/assets/define/found_by_what_you_wrote.py"
    rows = {
        program: Tried(text=text, mutants=0, alive={})
        for program, text in hash_programs(Site(copy)).items()
    }
    test = copy / "tests/assets/test_define.py"
    test.write_text(f"{test.read_text()}\n\nA_LINE = 'that names nothing'\n")
    assert find_changed(rows, hash_programs(Site(copy))) == []
    test.write_text(f"{test.read_text()}\n\nNAME = 'found_by_what_you_wrote'\n")
    assert find_changed(rows, hash_programs(Site(copy))) == [name]


def test_the_claims_on_a_program_are_those_that_name_it(tmp_path: Path) -> None:
    site = write_files(tmp_path, {"tests/a/test_b.py": CLAIMS})
    found = find_claims(site, "snippets/a/b/orders.py")
    assert found["test_by_name"].startswith("@pytest.mark.timeout(9)\ndef ")
    assert list(found) == [
        "LINES",
        "run_it",
        "test_by_a_helper",
        "test_by_name",
    ]
    assert find_claims(Site(tmp_path), "snippets/a/c/orders.py") == {}


def test_a_program_is_tried_on_all_that_is_made_on_its_page() -> None:
    page = "snippets/assets/external"
    name = f"{page}/prices_of_a_supplier"
    chosen = choose_tests(current_site(), f"{name}.py")
    assert {f"{name}.py::definitions", f"{name}.svg"} <= {*chosen}
    assert f"{page}/a_run_for_each_report.svg" in chosen
    assert not any(test.endswith("::program") for test in chosen)


def test_data_that_is_not_whole_is_named(tmp_path: Path) -> None:
    data = tmp_path / "mutants.json"
    save_rows(ROWS, data)
    assert load_rows(data) == ROWS
    data.write_text(data.read_text()[:20])
    with pytest.raises(DataError, match=r"mutants\.json:2: .*from git"):
        load_rows(data)

"""Mutants that no test notices are found, kept, and need a reason."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests._harness.mutants import survivors
from tests._harness.mutants.make import (
    choose_tests,
    find_claims,
    find_mutants,
    find_tests,
)
from tests._harness.mutants.survivors import (
    Row,
    SurvivorsError,
    describe,
    find_changed,
    find_programs,
    find_unexplained,
    load,
)
from tests.conftest import ROOT

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
    "snippets/a/b/c.py": Row(
        text="1", mutants=4, alive={"7: 40 => 41": "", "8: 1 => 2": "a comment"}
    ),
    "snippets/a/b/d.py": Row(text="2", mutants=6, alive={}),
}


def try_program(copy: Path, name: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests._harness.mutants.make"],
        cwd=copy,
        input=f"{name}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.timeout(120)
def test_the_mutant_that_changes_nothing_lives(copy: Path) -> None:
    name = "snippets/assets/define/odd.py"
    (copy / name).write_text(PROGRAM)
    found = try_program(copy, name)
    assert found["mutants"] == len(find_mutants(PROGRAM))
    assert found["alive"] == ["6: unused = 7 => unused = None", "6: 7 => 8"]
    assert (copy / name).read_text() == PROGRAM


def test_a_program_that_fails_as_it_is_kills_no_mutant(copy: Path) -> None:
    name = "snippets/assets/define/odd.py"
    (copy / name).write_text(PROGRAM.replace("# → 40", "# → 41"))
    error = f"{name}:1: fails without a change"
    assert try_program(copy, name) == {"error": error}


def test_demonstration_imports_and_annotations_have_no_mutants() -> None:
    lines = {mutant.line for mutant in find_mutants(PROGRAM)}
    assert lines == {4, 6, 7}


def test_a_mutant_that_lives_needs_a_reason() -> None:
    assert find_unexplained(ROWS) == ["snippets/a/b/c.py:7: 40 => 41"]


def test_a_program_is_tried_again_when_it_or_its_tests_change(
    monkeypatch: pytest.MonkeyPatch, copy: Path
) -> None:
    monkeypatch.setattr(survivors, "ROOT", copy)
    name = "snippets/assets/define/found_by_what_you_wrote.py"
    before = find_programs()
    assert name in before
    test = copy / "tests/assets/test_define.py"
    test.write_text(f"{test.read_text()}\n\nA_LINE = 'that names nothing'\n")
    rows = {n: Row(text=t, mutants=0, alive={}) for n, t in before.items()}
    assert find_changed(rows, find_programs()) == []
    test.write_text(f"{test.read_text()}\n\nNAME = 'found_by_what_you_wrote'\n")
    assert find_changed(rows, find_programs()) == [name]


def test_the_claims_on_a_program_are_those_that_name_it(tmp_path: Path) -> None:
    tests = tmp_path / "test_page.py"
    tests.write_text(CLAIMS)
    found = find_claims(tests, "orders")
    assert found["test_by_name"].startswith("@pytest.mark.timeout(9)\ndef ")
    assert list(found) == [
        "LINES",
        "run_it",
        "test_by_a_helper",
        "test_by_name",
    ]
    assert find_claims(tmp_path / "test_none.py", "orders") == {}


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        ("snippets/a/b/orders.py", "tests/a/test_b.py"),
        ("snippets/index/orders.py", "tests/test_index.py"),
    ],
)
def test_a_page_has_its_tests_where_it_has_its_programs(
    program: str, tests: str
) -> None:
    assert find_tests(Path(program)) == Path(tests)


def test_a_program_is_tried_on_the_pictures_of_its_page() -> None:
    page = "partitions/time_windows"
    chosen = choose_tests(Path(f"snippets/{page}/days_in_berlin.py"))
    listed = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n0",
            "--collect-only",
            *chosen,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f"from_the_program[{page}/days_in_berlin.windows.svg]" in listed
    assert f"from_the_program[{page}/hours_in_berlin.windows.svg]" in listed
    assert "test_program" not in listed


def test_the_killed_are_counted() -> None:
    assert [describe(ROWS)[k] for k in ("held", "of")] == [8, 10]


def test_data_that_is_not_whole_is_named(tmp_path: Path) -> None:
    data = tmp_path / "mutants.json"
    survivors.write(ROWS, data)
    assert load(data) == ROWS
    data.write_text(data.read_text()[:20])
    with pytest.raises(SurvivorsError, match=r"mutants\.json:2: .*from git"):
        load(data)

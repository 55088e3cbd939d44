"""Mutants that no test notices are found, kept, and need a reason."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docs._build import json_files, survivors
from docs._build.mutants import find_mutants
from docs._build.survivors import (
    Row,
    SurvivorsError,
    describe,
    find_changed,
    find_programs,
    find_unexplained,
    load,
)

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
ROWS = {
    "snippets/a/b/c.py": Row(
        text="1", mutants=4, alive={"7: 40 => 41": "", "8: 1 => 2": "a comment"}
    ),
    "snippets/a/b/d.py": Row(text="2", mutants=6, alive={}),
}


def try_program(copy: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docs._build.mutants", name],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(120)
def test_the_mutant_that_changes_nothing_lives(copy: Path) -> None:
    name = "snippets/assets/define/odd.py"
    (copy / name).write_text(PROGRAM)
    found = json.loads(try_program(copy, name).stdout)
    assert found["mutants"] == len(find_mutants(PROGRAM))
    assert found["alive"] == ["6: unused = 7 => unused = None", "6: 7 => 8"]
    assert (copy / name).read_text() == PROGRAM


def test_a_program_that_fails_as_it_is_kills_no_mutant(copy: Path) -> None:
    name = "snippets/assets/define/odd.py"
    (copy / name).write_text(PROGRAM.replace("# → 40", "# → 41"))
    done = try_program(copy, name)
    assert done.returncode
    assert f"{name}:1: fails without a change" in done.stderr


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
    test.write_text(f"{test.read_text()}\n")
    rows = {n: Row(text=t, mutants=0, alive={}) for n, t in before.items()}
    changed = find_changed(rows, find_programs())
    assert name in changed
    assert all("/assets/define/" in n for n in changed)


def test_the_killed_are_counted() -> None:
    assert [describe(ROWS)[k] for k in ("held", "of")] == [8, 10]


def test_data_that_is_not_whole_is_named(tmp_path: Path) -> None:
    data = tmp_path / "mutants.json"
    json_files.write(ROWS, data)
    assert load(data) == ROWS
    data.write_text(data.read_text()[:20])
    with pytest.raises(SurvivorsError, match=r"mutants\.json:2: .*from git"):
        load(data)

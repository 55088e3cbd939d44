"""Each file under `snippets/` is a test, and is run once in a session."""

import os
import subprocess
import warnings
from pathlib import Path
from unittest import mock

import pytest

from docs._ext.core.site import ROOT
from tests._harness.plugin import (
    SnippetFile,
    has_clean_surroundings,
    is_checked,
    remember,
)
from tests._harness.run.program import execute
from tests._machinery.tools import run_python


def collect(
    *arguments: str, folder: Path = ROOT
) -> "subprocess.CompletedProcess[str]":
    return run_python("-m", "pytest", "--co", "-q", *arguments, cwd=folder)


def test_a_folder_or_a_file_of_snippets_can_be_named() -> None:
    page = "snippets/start/first_asset"
    file = f"{page}/mistake_misspelt_parameter.py"
    listed = collect(page).stdout.splitlines()
    expected = {
        f"{path.relative_to(ROOT)}::program"
        for path in (ROOT / page).glob("*.py")
    }
    assert expected <= set(listed)
    assert f"{page}/shop.py::definitions" in listed
    assert f"{page}/shop.svg::picture" in listed
    assert collect(file).stdout.splitlines()[0] == f"{file}::program"


def test_snippets_named_like_tests_are_programs_too() -> None:
    named = next((ROOT / "snippets").rglob("test_*.py")).relative_to(ROOT)
    listed = collect(str(named)).stdout.splitlines()
    assert listed[0] == f"{named}::program"


def test_a_program_that_a_claim_ran_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKED_SNIPPETS", str(tmp_path))
    folder = tmp_path / "page"
    folder.mkdir()
    program = folder / "new.py"
    program.write_text("print(42)\n# → 41\n")
    remember(program, execute(program, tmp_path))
    assert not is_checked(program)
    program.write_text("print(42)\n# → 42\n")
    remember(program, execute(program, tmp_path))
    assert is_checked(program)
    (folder / "beside.csv").write_text("new")
    assert not is_checked(program)


def test_a_claim_that_changes_what_a_program_notices_spares_it_nothing(
    request: pytest.FixtureRequest,
) -> None:
    assert has_clean_surroundings(request.node)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        assert not has_clean_surroundings(request.node)
    with mock.patch.dict(os.environ, {"SHOP": "open"}):
        assert not has_clean_surroundings(request.node)


def test_a_claim_that_patches_spares_a_program_nothing(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not has_clean_surroundings(request.node)


def test_an_item_that_is_stopped_does_not_count_as_running(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next((ROOT / "snippets").rglob("*.py"))
    file = SnippetFile.from_parent(request.session, path=path)
    program = next(iter(file.collect()))
    monkeypatch.setattr(program, "prove", lambda: pytest.fail("too slow"))
    with pytest.raises(pytest.fail.Exception):
        program.runtest()
    assert program.user_properties == [("verdict", "fails: stopped")]


def test_outputs_are_not_rewritten_over_changes_that_git_does_not_know(
    copy: Path,
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    tests = collect("--update-examples", folder=copy)
    assert tests.returncode == pytest.ExitCode.USAGE_ERROR
    assert "commit or stash these first:" in tests.stderr

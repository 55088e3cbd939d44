"""What runs measured is merged into the data, and nothing is lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docs._ext.releases import data as releases
from docs._ext.releases.data import (
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
    hash_program,
    load,
    save,
)
from tests._harness.releases import merge as matrix
from tests._harness.releases import record as recording
from tests._harness.releases.merge import Run, merge, read_run
from tests.conftest import ROOT

RUNS, FAILS = Verdict("runs"), Verdict("fails", "ValueError: no")
OLD, NEW = (
    Environment("1.9.13", "3.11", {"pandas": "2.3.3"}),
    Environment("1.9.13", "3.11", {"pandas": "3.0.0"}),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two programs."""
    folder = tmp_path / "snippets/assets/define"
    folder.mkdir(parents=True)
    for name in ["one", "two"]:
        (folder / f"{name}.py").write_text(f"print('{name}')\n")
    for module in [releases, matrix]:
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(matrix, "DATA", tmp_path / "measured.json")
    return tmp_path


def text_of(root: Path, name: str) -> str:
    return hash_program(root / f"snippets/assets/define/{name}.py")


def a_run(root: Path, where: Environment = OLD, **verdicts: Verdict) -> Run:
    measured = {
        f"assets/define/{name}.py": (text_of(root, name), verdict)
        for name, verdict in verdicts.items()
    }
    return Run("1.9", where, measured)


@pytest.fixture
def measures(root: Path, monkeypatch: pytest.MonkeyPatch) -> Measures:
    """The data, once both programs ran."""
    data, problems = merge(Measures(), a_run(root, one=RUNS, two=RUNS))
    assert problems == []
    monkeypatch.setattr(matrix, "load", lambda: data)
    return data


def kinds(measures: Measures) -> dict[str, str]:
    return {
        name.rpartition("/")[2]: row.on["1.9"].kind
        for name, row in measures.snippets.items()
        if "1.9" in row.on
    }


def test_a_program_that_ran_and_no_longer_does_is_named_with_its_error(
    root: Path, measures: Measures
) -> None:
    run = a_run(root, NEW, one=FAILS, two=RUNS)
    new, problems = merge(measures, run)
    assert problems == [
        "1.9 (1.9.13): snippets/assets/define/one.py ran and no longer does: "
        "ValueError: no"
    ]
    assert kinds(new) == {"one.py": "runs", "two.py": "runs"}


def test_an_edit_that_breaks_a_program_on_an_old_release_is_named(
    root: Path, measures: Measures
) -> None:
    (root / "snippets/assets/define/one.py").write_text("print(dg.new)\n")
    new, problems = merge(measures, a_run(root, one=FAILS))
    assert "one.py ran and no longer does" in problems[0]
    assert new.snippets == measures.snippets


def test_accepting_takes_what_got_worse(root: Path, measures: Measures) -> None:
    new, problems = merge(
        measures, a_run(root, NEW, one=FAILS, two=RUNS), accept=True
    )
    assert problems == []
    assert kinds(new) == {"one.py": "fails", "two.py": "runs"}


@pytest.mark.parametrize(("first", "second"), [(RUNS, FAILS), (FAILS, RUNS)])
def test_two_runs_that_disagree_change_nothing(
    root: Path, first: Verdict, second: Verdict
) -> None:
    data, _ = merge(Measures(), a_run(root, one=first, two=RUNS))
    new, problems = merge(data, a_run(root, one=second, two=RUNS))
    assert problems == [
        "1.9 (1.9.13): snippets/assets/define/one.py gave two things in two "
        f"runs: {first}, and {second}"
    ]
    assert new == data


def test_a_changed_program_is_not_measured(
    root: Path, measures: Measures
) -> None:
    run = a_run(root, two=RUNS)
    (root / "snippets/assets/define/two.py").write_text("print(2)\n")
    _, problems = merge(measures, run)
    assert problems == [
        "1.9 (1.9.13): snippets/assets/define/two.py changed after it was "
        "measured"
    ]


def test_a_new_text_drops_what_the_old_one_did_elsewhere(
    root: Path, measures: Measures
) -> None:
    measures.snippets["assets/define/one.py"].on["1.10"] = RUNS
    (root / "snippets/assets/define/one.py").write_text("print(1)\n")
    new, _ = merge(measures, a_run(root, one=RUNS))
    assert new.snippets["assets/define/one.py"].on == {"1.9": RUNS}


def test_a_deleted_program_leaves_the_data(
    root: Path, measures: Measures
) -> None:
    (root / "snippets/assets/define/one.py").unlink()
    new, _ = merge(measures, a_run(root, two=RUNS))
    assert kinds(new) == {"two.py": "runs"}


def test_a_part_of_a_run_with_other_packages_is_refused(
    root: Path, measures: Measures
) -> None:
    new, problems = merge(measures, a_run(root, NEW, one=RUNS))
    assert new == measures
    assert (
        "1 programs not measured, such as assets/define/two.py" in problems[0]
    )
    assert "(pandas 2.3.3 -> 3.0.0)" in problems[0]
    assert "uv run tox -e 1.9" in problems[0]


def test_each_package_that_changed_is_named() -> None:
    new = Environment("1.9.13", "3.12", {"numpy": "2.0"})
    assert OLD.name_changes(OLD) == []
    assert OLD.name_changes(new) == [
        "Python 3.11 -> 3.12",
        "numpy none -> 2.0",
        "pandas 2.3.3 -> none",
    ]


def test_what_another_environment_makes_anew_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Measures({"1.9": OLD}, {"a.py": Row("x", {"1.9": RUNS})})
    monkeypatch.setattr(releases, "load", lambda: data)
    assert recording._known("1.9", OLD) == {"a.py": "x"}
    assert recording._known("1.10", OLD) == {}
    assert capsys.readouterr().out == ""
    assert recording._known("1.9", NEW) == {}
    said = capsys.readouterr().out
    assert said == "1.9: measures all anew for pandas 2.3.3 -> 3.0.0\n"


def record(folder: Path, *lines: object) -> Path:
    file = folder / "1.9.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return file


FIRST = {"environment": "1.9", **vars(OLD)}
ONE = {"snippet": "assets/define/one.py", "text": "x", "verdict": "runs"}


def test_a_run_that_stopped_half_way_is_refused(tmp_path: Path) -> None:
    file = record(tmp_path, FIRST, ONE)
    with pytest.raises(
        DataError, match=r"1\.9\.jsonl: .*half-way.* tox -e 1\.9"
    ):
        read_run(file)


@pytest.mark.parametrize(
    "text", ["", "{", '{"environment": "1.9"}\n{"end": 1}\n']
)
def test_a_half_written_record_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "1.9.jsonl"
    file.write_text(text)
    with pytest.raises(
        DataError, match="nothing of it was merged; run it again"
    ):
        read_run(file)


def test_a_whole_run_is_read(tmp_path: Path) -> None:
    run = read_run(record(tmp_path, FIRST, ONE, {"end": 2}))
    assert run == Run("1.9", OLD, {"assets/define/one.py": ("x", RUNS)})


def test_the_data_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = {
        "a/b.py": Row("x", {"1.10": FAILS, "1.9": RUNS}, {"1.10.3": "fails"})
    }
    measures = Measures({"1.9": OLD, "1.10": NEW}, rows, {})
    file = tmp_path / "measured.json"
    save(measures, file)
    assert load(file) == measures
    assert measures.series == ["1.9", "1.10"]
    before = file.read_text()
    save(load(file), file)
    assert file.read_text() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"runs"', '"perhaps"'),
        lambda text: text.replace('"claims"', '"claim"'),
        lambda text: "[]",
    ],
)
def test_half_written_data_is_refused_and_kept(
    root: Path,
    measures: Measures,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[str], str],
) -> None:
    file = root / "measured.json"
    save(measures, file)
    file.write_text(spoil(file.read_text()))
    spoilt = file.read_text()
    monkeypatch.setattr(matrix, "load", lambda: load(file))
    record(root, FIRST, {"end": 1})
    assert matrix.main([str(root)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{file}:")
    assert "bring it back with `git checkout" in said
    assert file.read_text() == spoilt


def test_packages_that_the_data_is_not_of_are_told(
    root: Path,
    measures: Measures,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record(root, FIRST, {"end": 1})
    assert matrix.main([str(root), "--check"]) == 0
    assert "other than" not in capsys.readouterr().out
    record(root, {**FIRST, **vars(NEW)}, {"end": 1})
    assert matrix.main([str(root), "--check"]) == 1
    said = capsys.readouterr().out
    assert "other than the data is of: pandas 2.3.3 -> 3.0.0" in said


def test_a_bad_record_does_not_keep_the_others_out(
    root: Path,
    measures: Measures,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved: list[Measures] = []
    monkeypatch.setattr(matrix, "save", saved.append)
    one = {**ONE, "text": text_of(root, "one")}
    (root / "1.10.jsonl").write_text("{")
    record(root, FIRST, one, {"end": 2})
    assert matrix.main([str(root)]) == 1
    assert kinds(saved[0]) == {"one.py": "runs", "two.py": "runs"}
    assert (
        "1.10.jsonl: not the record of a whole run" in capsys.readouterr().err
    )


def test_a_record_says_what_a_program_did(tmp_path: Path) -> None:
    """The plugin, on three programs of the site and in a process of its own."""
    names = [
        "start/first_asset/shop.py",
        "releases/what_changed/mistake_get_asset_graph.py",
    ]
    file = tmp_path / "1.13.jsonl"
    node = "tests/test_snippets.py::test_program_gives_what_is_written"
    options = [
        "-p",
        "tests._harness.releases.record",
        "--record",
        str(file),
        "--again",
    ]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        + options
        + [f"{node}[{name}]" for name in names],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    run = read_run(file)
    assert {
        name: v.kind for name, (_, v) in run.snippets.items()
    } == dict.fromkeys(names, "runs")
    for name, (text, _) in run.snippets.items():
        assert text == hash_program(ROOT / "snippets" / name)


def test_a_record_has_one_writer(tmp_path: Path) -> None:
    options = [
        "-p",
        "tests._harness.releases.record",
        "--record",
        f"{tmp_path}/1.jsonl",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--numprocesses=2", *options],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--record needs --numprocesses=0" in done.stderr
    assert not list(tmp_path.iterdir())


def test_programs_that_turned_in_an_unknown_release_are_told(
    root: Path,
    measures: Measures,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(matrix, "save", lambda _: None)
    matrix.main([str(root)])
    assert "turned" not in capsys.readouterr().out
    measures.environments["1.10"] = NEW
    name = "assets/define/one.py"
    row = measures.snippets[name]
    row.on["1.10"] = FAILS
    assert measures.without_turns == [name]
    matrix.main([str(root)])
    said = capsys.readouterr().out
    assert "1 programs turned in a release that is not known yet" in said
    assert "uv run python -m tests._harness.releases.turns" in said
    row.turns["1.10.3"] = "fails"
    assert measures.without_turns == []

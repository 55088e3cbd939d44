"""What runs measured is merged into the data, and nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
    current,
    hash_files,
    load,
    save,
)
from tests._harness import __main__ as door
from tests._harness.releases import merge as merging
from tests._harness.releases.merge import (
    RUNS_FOLDER,
    list_unknown_turns,
    main,
    merge,
)
from tests._machinery.tools import write_files

RUNS, FAILS = Verdict("runs"), Verdict("fails", "ValueError: no")
OLD = Environment("1.9.13", "3.11", {"pandas": "2.3.3"})
NEW = Environment("1.9.13", "3.11", {"pandas": "3.0.0"})
ONE, TWO = "snippets/assets/define/one.py", "snippets/assets/define/two.py"
PROOF = "tests/assets/test_define.py"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two programs and the proof of their page."""
    paths = [ONE, TWO, PROOF, "docs/assets/define.md", "README.md"]
    write_files(tmp_path, {path: f"# {path}\n" for path in paths})
    monkeypatch.setattr(merging, "Site", lambda: Site(tmp_path))
    return tmp_path


def run_of(
    root: Path, verdicts: dict[str, Verdict], where: Environment = OLD
) -> Measures:
    site = Site(root)
    rows = {
        p: Row(hash_files(site)[p], {"1.9": v}) for p, v in verdicts.items()
    }
    return Measures({"1.9": where}, rows)


@pytest.fixture
def measures(root: Path) -> Measures:
    """The data, once both programs ran."""
    run = run_of(root, {ONE: RUNS, TWO: RUNS})
    data, problems = merge(Site(root), Measures(), run)
    assert problems == []
    return data


def kinds(measures: Measures) -> dict[str, str]:
    return {p: r.on["1.9"].kind for p, r in measures.rows.items()}


def test_a_program_that_ran_and_no_longer_does_is_named_with_its_error(
    root: Path, measures: Measures
) -> None:
    run = run_of(root, {ONE: FAILS, TWO: RUNS}, NEW)
    new, problems = merge(Site(root), measures, run)
    assert problems == [
        f"1.9 (1.9.13): {ONE} ran and no longer does: ValueError: no"
    ]
    assert kinds(new) == {ONE: "runs", TWO: "runs"}
    new, problems = merge(Site(root), measures, run, accept=True)
    assert problems == []
    assert kinds(new) == {ONE: "fails", TWO: "runs"}


def test_an_edit_that_breaks_a_program_on_an_old_release_is_named(
    root: Path, measures: Measures
) -> None:
    (root / ONE).write_text("print(dg.new)\n")
    new, problems = merge(Site(root), measures, run_of(root, {ONE: FAILS}))
    assert "one.py ran and no longer does" in problems[0]
    assert new == measures


@pytest.mark.parametrize(("first", "second"), [(RUNS, FAILS), (FAILS, RUNS)])
def test_two_runs_that_disagree_change_nothing(
    root: Path, first: Verdict, second: Verdict
) -> None:
    data, _ = merge(Site(root), Measures(), run_of(root, {ONE: first}))
    new, problems = merge(Site(root), data, run_of(root, {ONE: second}))
    assert problems == [
        f"1.9 (1.9.13): {ONE} gave two things in two runs: {first}, and "
        f"{second}"
    ]
    assert new == data


def test_a_program_that_changed_or_is_gone_is_not_measured(
    root: Path, measures: Measures
) -> None:
    run = run_of(root, {ONE: RUNS, TWO: RUNS})
    (root / ONE).unlink()
    (root / TWO).write_text("print(2)\n")
    new, problems = merge(Site(root), measures, run)
    assert problems == [
        f"1.9 (1.9.13): {path} changed after it was measured"
        for path in (ONE, TWO)
    ]
    assert ONE not in new.rows


def test_a_new_text_drops_what_the_old_one_did_elsewhere(
    root: Path, measures: Measures
) -> None:
    measures.rows[ONE].on["1.10"] = RUNS
    (root / ONE).write_text("print(1)\n")
    new, _ = merge(Site(root), measures, run_of(root, {ONE: RUNS}))
    assert new.rows[ONE].on == {"1.9": RUNS}


def test_a_part_of_a_run_with_other_packages_is_refused(
    root: Path, measures: Measures
) -> None:
    new, problems = merge(Site(root), measures, run_of(root, {ONE: RUNS}, NEW))
    assert new == measures
    assert f"1 programs not measured, such as {TWO}" in problems[0]
    assert "(pandas 2.3.3 -> 3.0.0)" in problems[0]
    assert "uv run python -m tests._harness measure 1.9" in problems[0]


def test_a_package_more_changes_nothing_that_was_measured(
    root: Path, measures: Measures
) -> None:
    more = Environment("1.9.13", "3.11", {**OLD.packages, "numpy": "2.0"})
    new, problems = merge(Site(root), measures, run_of(root, {ONE: RUNS}, more))
    assert problems == []
    assert kinds(new) == {ONE: "runs", TWO: "runs"}
    assert new.environments == {"1.9": more}


@pytest.mark.parametrize(
    "other",
    [
        Environment("1.9.13", "3.12", {"pandas": "2.3.3"}),
        Environment("1.9.12", "3.11", {"pandas": "2.3.3"}),
        Environment("1.9.13", "3.11", {"numpy": "2.0"}),
        Environment("1.9.13", "3.11", {"pandas": "3.0.0"}),
    ],
)
def test_a_package_less_or_another_may_change_what_was_measured(
    other: Environment,
) -> None:
    assert not other.extends(OLD)


def test_each_package_that_changed_is_named() -> None:
    new = Environment("1.9.13", "3.12", {"numpy": "2.0"})
    assert OLD.list_changes(OLD) == []
    assert OLD.list_changes(new) == [
        "Python 3.11 -> 3.12",
        "numpy none -> 2.0",
        "pandas 2.3.3 -> none",
    ]


def test_a_row_counts_as_long_as_its_file_is_the_same(root: Path) -> None:
    run = run_of(root, {ONE: RUNS, TWO: RUNS, PROOF: RUNS})
    save(run, root / DATA)
    assert current(Site(root)) == run
    # It changes what is proven, too.
    (root / ONE).write_text("print(1)\n")
    assert current(Site(root)).rows.keys() == {TWO}
    (root / "docs/assets/define.md").unlink()
    assert current(Site(root)).rows.keys() == {TWO}


def test_the_data_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = {ONE: Row("x", {"1.10": FAILS, "1.9": RUNS}, {"1.10.3": "fails"})}
    measures = Measures({"1.9": OLD, "1.10": NEW}, rows)
    file = tmp_path / "measured.json"
    save(measures, file)
    assert load(file) == measures
    assert measures.series == ["1.9", "1.10"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"runs"', '"perhaps"'),
        lambda text: text.replace('"rows"', '"row"'),
        lambda text: text.replace('"text"', '"words"'),
        lambda text: "[]",
    ],
)
def test_damaged_data_is_refused_and_kept(
    root: Path,
    measures: Measures,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[str], str],
) -> None:
    file = root / DATA
    save(measures, file)
    file.write_text(damaged := change(file.read_text()))
    assert door.main(["merge"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"{file}:")
    assert "bring it back with `git checkout" in error
    assert file.read_text() == damaged


def test_a_damaged_run_does_not_keep_the_others_out(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / RUNS_FOLDER
    save(run_of(root, {ONE: RUNS, TWO: RUNS}), folder / "1.9.json")
    (folder / "1.10.json").write_text("{")
    assert main([]) == 1
    assert kinds(load(root / DATA)) == {ONE: "runs", TWO: "runs"}
    error = capsys.readouterr().err
    assert "1.10.json: not of a run" in error
    assert "delete it and run uv run python -m tests._harness measure" in error


def test_checking_names_other_packages_and_writes_nothing(
    root: Path, measures: Measures, capsys: pytest.CaptureFixture[str]
) -> None:
    save(measures, root / DATA)
    run = run_of(root, {ONE: FAILS, TWO: RUNS}, NEW)
    save(run, root / RUNS_FOLDER / "1.9.json")
    assert main(["--check"]) == 1
    captured = capsys.readouterr()
    assert "other than the data is of: pandas 2.3.3 -> 3.0.0" in captured.out
    assert "tests._harness merge --accept" in captured.err
    assert load(root / DATA) == measures
    assert main(["--accept"]) == 0
    assert load(root / DATA) == run


def test_programs_that_turned_in_an_unknown_release_are_counted(
    root: Path, measures: Measures, capsys: pytest.CaptureFixture[str]
) -> None:
    measures.environments["1.10"] = NEW
    row = measures.rows[ONE]
    row.on["1.10"] = FAILS
    assert list_unknown_turns(measures) == [ONE]
    save(measures, root / DATA)
    main([])
    printed = capsys.readouterr().out
    assert "1 programs turned in a release that is not known yet" in printed
    row.turns["1.10.3"] = "fails"
    assert list_unknown_turns(measures) == []


def test_a_verdict_is_of_a_known_kind() -> None:
    assert str(Verdict.parse("fails: ValueError: no")) == str(FAILS)
    with pytest.raises(DataError, match="not a verdict: 'perhaps'"):
        Verdict.parse("perhaps")

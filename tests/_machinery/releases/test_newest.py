"""A new release is tried, and a report says what it broke."""

from pathlib import Path

import pytest

from docs._ext.releases.data import DataError, Environment, Verdict
from tests._harness.releases import newest as canary
from tests._harness.releases.changes import Change, Finding
from tests._harness.releases.merge import Run
from tests._harness.releases.newest import (
    Difference,
    explain,
    find_differences,
    main,
    write_report,
)
from tests._harness.releases.surface import Entry, Surface

RUNS = Verdict("runs")
SILENT = Verdict("fails", "raises nothing")
BROKEN = Verdict("fails", "AttributeError: no attribute 'asset'")
SNIPPET = "releases/what_changed/mistake_get_all_asset_specs.py"
GONE = Change("Definitions.get_all_asset_specs", "", "gone", "is gone")
NEW = Change("Definitions.more", "", "new", "is new")


def surface(release: str) -> Surface:
    return Surface(release, {"Definitions": Entry("class", "d")}, {})


def test_programs_that_do_the_same_are_not_in_the_report() -> None:
    before = {
        "a.py": RUNS,
        "b.py": RUNS,
        "c.py": SILENT,
        "only_before.py": RUNS,
    }
    after = {"a.py": RUNS, "b.py": BROKEN, "c.py": RUNS, "only_now.py": RUNS}
    assert find_differences(before, after) == [
        Difference("b.py", RUNS, BROKEN),
        Difference("c.py", SILENT, RUNS),
    ]


def test_the_report_names_the_program_the_page_and_what_is_behind_it() -> None:
    differences = [Difference(SNIPPET, SILENT, RUNS)]
    findings = [Finding(GONE, [SNIPPET]), Finding(NEW, [SNIPPET])]
    explain(differences, findings[:1], [surface("1.12.22"), surface("1.13.0")])
    report = write_report("1.12.22", "1.13.0", differences, {}, findings)
    assert report == (
        "# Dagster 1.13.0, after 1.12.22\n"
        "\n"
        "## 1 programs worked and no longer do\n"
        "\n"
        f"- `snippets/{SNIPPET}`, on docs/releases/what_changed.md\n"
        "  - before: raises nothing\n"
        "  - now: raises: AttributeError: 'Definitions' object has no "
        "attribute 'get_all_asset_specs'\n"
        "  - behind it: `dg.Definitions.get_all_asset_specs is gone`\n"
        "\n"
        "## 1 changes of what the pages use\n"
        "\n"
        "- **breaks**: `dg.Definitions.get_all_asset_specs is gone`\n"
        "  on docs/releases/what_changed.md\n"
        "\n"
    )


def test_a_mistake_that_raises_another_error_than_is_written_broke() -> None:
    other = Verdict("fails", "ImportError: renamed")
    (difference,) = find_differences({SNIPPET: SILENT}, {SNIPPET: other})
    assert difference.broke


def test_a_mistake_that_no_longer_happens_did_not_break() -> None:
    assert Difference(SNIPPET, SILENT, RUNS).broke
    assert not Difference(SNIPPET, RUNS, SILENT).broke
    assert Difference("a/b.py", RUNS, BROKEN).broke
    assert not Difference("a/b.py", BROKEN, RUNS).broke


def test_a_program_without_a_change_behind_it_says_so() -> None:
    differences = [Difference("start/first_asset/shop.py", RUNS, BROKEN)]
    explain(differences, [Finding(GONE)], [surface("1.12.22")])
    report = write_report("1.12.22", "1.13.0", differences, {}, [])
    assert "behind it: no change of a name or a parameter" in report


def test_a_failing_claim_is_in_the_report() -> None:
    report = write_report("1", "2", [], {"a/test_b.py": "1 of 2 claims"}, [])
    assert "- `tests/a/test_b.py`: 1 of 2 claims" in report


def test_nothing_to_do_makes_no_report() -> None:
    assert write_report("1", "2", [], {}, [Finding(NEW, [SNIPPET])]) == ""


@pytest.mark.parametrize("word", ["deprecated", "superseded", "hidden"])
def test_an_announced_removal_is_worth_a_report(word: str) -> None:
    change = Change("asset", "", "lifecycle", f"is {word} now")
    assert write_report("1", "2", [], {}, [Finding(change, [SNIPPET])])


def test_a_report_is_written_only_if_there_is_something_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.md"
    monkeypatch.setattr(canary, "try_release", lambda *_, **__: "# Dagster 2\n")
    assert main(["--report", str(file)]) == 1
    assert file.read_text() == "# Dagster 2\n"
    monkeypatch.setattr(canary, "try_release", lambda *_, **__: "")
    assert main(["--report", str(file)]) == 0
    assert not file.exists()


def test_a_release_that_does_not_exist_is_a_clear_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise DataError("Dagster 1.99.0 cannot be fetched: no such version")

    file = tmp_path / "report.md"
    file.write_text("of last week")
    monkeypatch.setattr(canary, "try_release", refuse)
    assert main(["--candidate", "1.99.0", "--report", str(file)]) == 2
    said = capsys.readouterr().err
    assert said == "Dagster 1.99.0 cannot be fetched: no such version\n"
    assert file.read_text() == "of last week"


def test_a_program_that_fails_only_once_is_told_and_not_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [BROKEN, RUNS]

    def measure(release: str, *_: object, **__: object) -> Run:
        verdicts = {"a/b.py": ("x", runs.pop(0))}
        return Run(release, Environment(release, "3.11", {}), verdicts)

    monkeypatch.setattr(canary, "measure", measure)
    known: list[object] = [({"a/b.py": RUNS}, {}), None]
    monkeypatch.setattr(canary, "_recall", lambda _: known.pop(0))
    monkeypatch.setattr(
        canary, "read_surfaces", lambda _: [surface("1"), surface("2")]
    )
    assert main(["--current", "1", "--candidate", "2"]) == 0
    assert "two runs of a/b.py on 2 disagree" in capsys.readouterr().err

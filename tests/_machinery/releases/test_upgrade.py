"""A new release is tried, and a report says what it breaks."""

from pathlib import Path

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
)
from tests._harness.releases import newest
from tests._harness.releases.changes import Change, Finding
from tests._harness.releases.newest import main, write_report
from tests._harness.releases.surface import Surface

RUNS, SAYS = Verdict("runs"), Verdict("says", "41")
BROKEN = Verdict("fails", "AttributeError: no attribute 'asset'")
SHOP = "snippets/start/first_asset/shop.py"
MISTAKE = "snippets/releases/what_changed/mistake_get_asset_graph.py"
PROOF = "tests/start/test_first_asset.py"
GONE = Change("asset", "", "gone", "is gone")
NEW = Change("Definitions.more", "", "new", "is new")


def test_the_report_names_the_program_the_page_and_what_it_uses() -> None:
    findings = [Finding(GONE, (SHOP,)), Finding(NEW, (MISTAKE,))]
    assert write_report("1.12.22", "1.13.0", {SHOP: BROKEN}, findings) == (
        "# Dagster 1.13.0, after 1.12.22\n"
        "\n"
        "## Programs that no longer run\n"
        "\n"
        f"- `{SHOP}`: fails: AttributeError: no attribute 'asset'\n"
        "  - it uses `dg.asset is gone`\n"
        "\n"
        "## Changes of what the pages use\n"
        "\n"
        "- **breaks**: `dg.asset is gone`\n"
        "  on docs/start/first_asset.md\n"
    )


@pytest.mark.parametrize(
    ("path", "verdict", "line"),
    [
        (SHOP, BROKEN, "Programs that no longer run"),
        (SHOP, SAYS, "Programs that give something else"),
        (MISTAKE, BROKEN, "Programs that give something else"),
        (PROOF, BROKEN, "Pages with claims that no longer hold"),
    ],
)
def test_what_differs_has_its_section(
    path: str, verdict: Verdict, line: str
) -> None:
    report = write_report("1", "2", {path: verdict}, [])
    assert [x for x in report.splitlines() if x[:3] == "## "] == [f"## {line}"]
    assert f"- `{path}`" in report
    assert verdict.line in report


@pytest.mark.parametrize("kind", ["gone", "hidden", "announced"])
def test_a_removal_to_come_is_worth_a_report(kind: str) -> None:
    change = Change("asset", "", kind, "whatever it says")
    assert write_report("1", "2", {}, [Finding(change, (SHOP,))])


def test_nothing_to_do_makes_no_report() -> None:
    ended = Change("asset", "", "lifecycle", "is deprecated no longer")
    findings = [Finding(change, (SHOP,)) for change in (NEW, ended)]
    assert write_report("1", "2", {}, findings) == ""


def test_a_report_is_written_only_if_there_is_something_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.md"
    monkeypatch.setattr(newest, "try_release", lambda *_, **__: "# Dagster 2\n")
    assert main(["--report", str(file)]) == 1
    assert file.read_text() == "# Dagster 2\n"
    monkeypatch.setattr(newest, "try_release", lambda *_, **__: "")
    assert main(["--report", str(file)]) == 0
    assert not file.exists()


def test_a_release_that_does_not_exist_is_a_clear_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise DataError("Dagster 1.99.0: no such version")

    file = tmp_path / "report.md"
    file.write_text("of last week")
    monkeypatch.setattr(newest, "try_release", refuse)
    assert main(["--candidate", "1.99.0", "--report", str(file)]) == 2
    assert capsys.readouterr().err == "Dagster 1.99.0: no such version\n"
    assert file.read_text() == "of last week"


def test_a_program_that_fails_in_one_of_two_runs_is_not_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def measure(
        site: Site, name: str, paths: list[str], *_: object, **__: object
    ) -> Measures:
        verdicts = dict.fromkeys([SHOP], BROKEN if not asked else RUNS)
        asked.append(paths)
        rows = {path: Row("x", {name: v}) for path, v in verdicts.items()}
        return Measures({name: Environment(name, "3.11", {})}, rows)

    monkeypatch.setattr(newest, "measure", measure)
    surfaces = [Surface("1", {}), Surface("2", {})]
    monkeypatch.setattr(newest, "read_surfaces", lambda *_: surfaces)
    assert main(["--candidate", "2.0.0"]) == 0
    assert PROOF in asked[0]
    assert asked[1] == [SHOP]
    assert f"{SHOP} differs in one of two runs" in capsys.readouterr().err

"""Newer packages are met with one command, which hides nothing."""

import json
import re
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
    save,
)
from tests._harness import __main__ as door
from tests._harness.releases import report, upgrade
from tests._harness.releases.changes import Change, Finding
from tests._harness.releases.environment import (
    ENVIRONMENTS,
    explain_set,
    find_reason,
    run_beside,
)
from tests._harness.releases.report import (
    NOTHING,
    find_differing,
    list_changes,
    list_differing,
    report_between,
    write_report,
)
from tests._harness.releases.upgrade import FOLDER, main, move, read_lock
from tests._machinery.releases.index import Release, serve_index
from tests.conftest import ROOT

RUNS, DIFFERS = Verdict("runs"), Verdict("differs", "41")
BROKEN = Verdict("fails", "AttributeError: no attribute 'asset'")
SHOP = "snippets/start/first_asset/shop.py"
MISTAKE = "snippets/releases/what_changed/mistake_get_asset_graph.py"
PROOF = "tests/start/test_first_asset.py"
GONE = Change("asset", "", "gone", "is gone")
NEW = Change("more", "", "new", "is new")
OLD_DAY, NEW_DAY = "2026-11-22T00:00:00Z", "2026-11-30T00:00:00Z"
PROJECT = f"""
[project]
name = "site"
version = "1"
requires-python = ">=3.11"
dependencies = ["dagster>=1.13", "dagster-duckdb"]
[dependency-groups]
data = []
releases = []
[tool.uv]
package = false
exclude-newer = "{OLD_DAY}"
"""
DAGSTER: list[Release] = [
    ("1.13.27", "2026-11-12", ""),
    ("1.13.28", "2026-11-26", ""),
    ("1.13.29", "2026-11-28", ""),
]
DUCKDB: list[Release] = [
    ("0.29.27", "2026-11-12", "dagster==1.13.27"),
    ("0.29.28", "2026-11-26", "dagster==1.13.28"),
]


# What is left for a person.


def test_the_report_names_the_program_what_it_uses_and_the_page() -> None:
    findings = [Finding(GONE, (SHOP,)), Finding(NEW, (MISTAKE,))]
    sections = list_differing({SHOP: BROKEN}, findings)
    sections |= list_changes([GONE, NEW], findings)
    assert write_report("Dagster 1.13.0", ["It is new."], sections) == (
        "# Dagster 1.13.0\n"
        "\n"
        "It is new.\n"
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
        "\n"
        "## New names\n"
        "\n"
        "- `dg.more`\n"
    )


@pytest.mark.parametrize(
    ("path", "verdict", "section"),
    [
        (SHOP, BROKEN, "Programs that no longer run"),
        (SHOP, DIFFERS, "Programs that give something else"),
        (MISTAKE, BROKEN, "Mistakes with another error"),
        (PROOF, BROKEN, "Pages with claims that no longer hold"),
    ],
)
def test_what_differs_has_its_section(
    path: str, verdict: Verdict, section: str
) -> None:
    assert list_differing({path: verdict}) == {
        section: [f"- `{path}`: {verdict}"]
    }


@pytest.mark.parametrize("kind", ["hidden", "announced"])
def test_a_removal_to_come_is_reported_even_if_no_program_uses_it(
    kind: str,
) -> None:
    change = Change("asset", "", kind, "will go")
    assert list_changes([change], [])["Deprecated now"] == [
        "- `dg.asset will go`"
    ]


def test_a_part_of_a_name_is_no_new_name() -> None:
    parts = [
        Change("Definitions.more", "", "new", "is new"),
        Change("asset", "more", "new", "is new"),
    ]
    assert list_changes(parts, [])["New names"] == []


def test_what_failed_before_is_not_reported() -> None:
    before = {SHOP: BROKEN, MISTAKE: RUNS}
    after = {SHOP: BROKEN, MISTAKE: DIFFERS, PROOF: BROKEN}
    assert find_differing(before, after) == {MISTAKE: DIFFERS, PROOF: BROKEN}


def test_nothing_to_do_is_said() -> None:
    assert write_report("1", [], {"Types": []}) == f"# 1\n\n{NOTHING}\n"


def test_the_past_is_reported_from_what_was_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    where = {n: Environment(f"{n}.9", "3.11", {}) for n in ("1.9", "1.10")}
    rows = {SHOP: Row("x", {"1.9": RUNS, "1.10": BROKEN})}
    changes = [GONE], [Finding(GONE, (SHOP,))]
    monkeypatch.setattr(report, "compare_releases", lambda *_: changes)
    said = report_between(Site(ROOT), Measures(where, rows), "1.9", "1.10")
    assert said.startswith("# Dagster 1.10.9, after 1.9.9\n")
    assert f"- `{SHOP}`: fails: AttributeError" in said
    with pytest.raises(DataError, match=r"not measured: 1\.8; there are: 1\.9"):
        report_between(Site(ROOT), Measures(where, rows), "1.8", "1.10")


# The newest set that installs together.


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A project on an index of Dagster, with a library that is late."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT)
    save(Measures(), root / DATA)
    packages = {"dagster": DAGSTER, "dagster-duckdb": DUCKDB}
    with serve_index(tmp_path / "index", packages) as address:
        monkeypatch.setenv("UV_DEFAULT_INDEX", address)
        monkeypatch.setenv("UV_NO_CACHE", "1")
        monkeypatch.delenv("VIRTUAL_ENV", raising=False)
        subprocess.run(["uv", "lock", "--quiet"], cwd=root, check=True)
        yield Site(root)


def test_a_new_date_moves_what_an_old_lock_file_holds(site: Site) -> None:
    project = site.root / "pyproject.toml"
    project.write_text(PROJECT.replace(OLD_DAY, NEW_DAY))
    subprocess.run(["uv", "lock", "--quiet"], cwd=site.root, check=True)
    assert read_lock(site.root)["dagster"] == "1.13.27"
    project.write_text(PROJECT)
    assert move(site, NEW_DAY) == OLD_DAY
    assert read_lock(site.root)["dagster"] == "1.13.28"
    assert project.read_text() == PROJECT.replace(OLD_DAY, NEW_DAY)
    assert move(site, NEW_DAY) == OLD_DAY  # once more, after an interrupt
    assert explain_set(Site(site.root), "1.13.28") == (
        "Dagster 1.13.29 is out; the newest dagster-duckdb is for 1.13.28. "
        "The newest set that installs together has 1.13.28."
    )


def test_the_newest_dagster_needs_no_explanation(site: Site) -> None:
    assert explain_set(site, "1.13.27") == "Dagster 1.13.27 is the newest."


def break_network(project: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple")
    patch.setenv("UV_HTTP_RETRIES", "0")


def exclude_each_other(project: Path, patch: pytest.MonkeyPatch) -> None:
    text = project.read_text()
    project.write_text(text.replace('duckdb"', 'duckdb==0.29.28"'))


def ask_for_what_is_not_there(project: Path, patch: pytest.MonkeyPatch) -> None:
    text = project.read_text()
    project.write_text(text.replace("dagster>=1.13", "dagster==1.99"))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (break_network, r"127\.0\.0\.1:9/simple/.*refused"),
        (exclude_each_other, r"there is no version of dagster-duckdb==0.29.28"),
        (ask_for_what_is_not_there, r"no version of dagster==1\.99"),
    ],
)
def test_without_a_set_of_packages_nothing_moves(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, pytest.MonkeyPatch], None],
    reason: str,
) -> None:
    project, lock = (site.root / n for n in ("pyproject.toml", "uv.lock"))
    spoil(project, monkeypatch)
    before = project.read_text(), lock.read_text()
    with pytest.raises(DataError, match=f"(?i){reason}") as error:
        move(Site(site.root), OLD_DAY)
    assert "\n" not in str(error.value)
    assert (project.read_text(), lock.read_text()) == before
    assert not (site.root / FOLDER).exists()


def test_the_reason_of_a_resolver_is_its_last_sentence_if_it_is_long() -> None:
    long = "And because dagster==1.13.1 needs x, all do. " * 30
    said = f"error: no\n  cause: Because a needs b, no.\n\n  {long}\n"
    said += "  And because you require a\n  and c, it is unsatisfiable.\n"
    assert (
        find_reason(said) == "because you require a and c, it is unsatisfiable."
    )
    assert find_reason("error: x\n  cause: Because a and b.\n\nhint: c") == (
        "Because a and b."
    )


def test_an_interpreter_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DataError, match=r"1\.13-py399: .*No interpreter"):
        run_beside(Site(ROOT), "1.13-py399", "-V")


def test_packages_stay_where_the_tests_do_not_run_until_one_is_news(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    constraints: list[str] = []

    def run(command: list[str], **_: object) -> SimpleNamespace:
        file = Path(command[command.index("--constraints") + 1])
        constraints.append(file.read_text())
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(subprocess, "run", run)
    (tmp_path / "pyproject.toml").write_text(
        PROJECT.replace('"dagster-duckdb"', '"pandas", "psycopg"')
    )
    site = Site(tmp_path)

    def held(name: str, pandas: str, *, fresh: bool = False) -> str:
        before = {"dagster": "1", "numpy": "2.0", "pandas": "3.0"}
        where = dict.fromkeys(ENVIRONMENTS, Environment("1", "3.11", before))
        now = before | {"numpy": "2.1", "pandas": pandas, "psycopg": "3.3"}
        where["1.13"] = Environment("1", "3.11", now)
        save(Measures(where), tmp_path / DATA)
        run_beside(site, name, "-V", fresh=fresh)
        return constraints[-1]

    same = "numpy==2.0\npandas==3.0"
    assert held("1.9", "3.0") == held("1.9", "3.1") == same
    assert held("1.9", "3.0", fresh=True) == ""
    assert held("1.9.3", "3.0") == ""
    assert held("1.13", "3.0") == ""
    assert held("1.13-py312", "3.0") == same
    assert held("1.13-py312", "3.1") == ""


# One command.


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Site:
    """A site whose steps have all been taken, without a fault."""
    where = Environment("1.13.27", "3.11", {"pandas": "3.0"})
    run = Measures({"1.13": where}, {SHOP: Row("x", {"1.13": RUNS})})
    save(run, tmp_path / FOLDER / "before.json")
    for name, value in {
        "move": OLD_DAY,
        "read_lock": {"dagster": "1.13.27"},
        "explain_set": "Dagster 1.13.27 is the newest.",
        "measure_here": run,
        "measure": run,
        "keep": [],
        "redraw": ([], []),
        "run_tests": [],
        "run_tool": [],
    }.items():
        result = lambda *_, value=value, **__: value  # noqa: E731
        monkeypatch.setattr(upgrade, name, result)
    monkeypatch.setattr(upgrade, "_steps", [])
    (tmp_path / upgrade.TRANSCRIPT).parent.mkdir(parents=True)
    (tmp_path / "README.md").touch()
    return Site(tmp_path)


def test_an_upgrade_that_changed_nothing_leaves_nothing(steps: Site) -> None:
    assert upgrade.upgrade(steps, NEW_DAY) == (
        "# The packages of 2026-11-30, after those of 2026-11-22\n\n"
        f"Dagster 1.13.27 is the newest.\n\n{NOTHING}\n"
    )


def test_an_upgrade_keeps_its_transcript(steps: Site) -> None:
    report = upgrade.upgrade(steps, NEW_DAY)
    transcript = (steps.root / upgrade.TRANSCRIPT).read_text()
    command, first, *_ = transcript.splitlines()
    assert command == "$ uv run python -m tests._harness upgrade 2026-11-30"
    assert re.fullmatch(r"== install \(\d+ s\)", first)
    assert transcript.endswith(f" s)\n\n{report}")


def test_an_environment_that_cannot_be_made_is_left_for_a_person(
    steps: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Site, name: str, *__: object) -> Measures:
        raise DataError(f"{name}: No interpreter found")

    monkeypatch.setattr(upgrade, "measure", refuse)
    said = upgrade.upgrade(steps, NEW_DAY)
    assert said.count("No interpreter found; it was not measured") == (
        len(ENVIRONMENTS) - 1
    )


def test_a_new_series_is_named_before_anything_is_measured(
    steps: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = {"dagster": "1.14.0"}
    monkeypatch.setattr(upgrade, "read_lock", lambda _: lock)
    with pytest.raises(DataError, match=r"1\.14 is a new series: add it"):
        upgrade.upgrade(steps, NEW_DAY)


def test_a_program_that_fails_in_one_of_two_runs_is_said_to(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def record(_: Site, *command: str) -> None:
        is_again = "--again" in command
        file = Path(command[command.index("--again") + 1 if is_again else 3])
        here = Environment("1.13.27", "3.11", {})
        row = Row("x", {"1.13": RUNS if is_again else BROKEN})
        save(Measures({"1.13": here}, {SHOP: row}), file)

    monkeypatch.setattr(upgrade, "_run", record)
    run = upgrade.measure_here(Site(ROOT), tmp_path, "1.13")
    assert run.rows[SHOP].on["1.13"] == RUNS
    assert f"{SHOP} differs in one of two runs" in capsys.readouterr().err


def test_the_tests_run_once_for_what_the_files_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[tuple[str, ...]] = []
    failed = {
        "nodeid": "tests/test_x.py::test_a_name_has_a_page",
        "outcome": "failed",
        "longrepr": {"reprcrash": {"message": "no page: dg.more\nand"}},
    }

    def run(_: Site, *command: str) -> None:
        told.append(command)
        (tmp_path / "tests.jsonl").write_text(json.dumps(failed))

    monkeypatch.setattr(upgrade, "_run", run)
    monkeypatch.setattr(upgrade, "hash_all", lambda _: "x")
    for _ in range(2):
        assert upgrade.run_tests(Site(ROOT), tmp_path, [SHOP, PROOF]) == [
            "- `tests/test_x.py::test_a_name_has_a_page`: no page: dg.more"
        ]
    (command,) = told
    assert {f"--deselect={SHOP}::", f"--deselect={PROOF}"} <= {*command}


def test_what_a_tool_says_is_kept_if_it_fails() -> None:
    assert upgrade.run_tool(Site(ROOT), "json.tool", "--help") == []
    (line, *_) = upgrade.run_tool(Site(ROOT), "json.tool", "no-such-file")
    assert line.startswith("    ")


@pytest.mark.parametrize("date", ["soon", "2999-01-01"])
def test_a_date_that_is_none_is_a_clear_line(
    date: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as error:
        main([date])
    assert error.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith(f"invalid day value: '{date}'")


@pytest.mark.parametrize(
    ("said", "code"), [("# 1\n\n- `x`\n", 1), (f"# 1\n\n{NOTHING}\n", 0)]
)
def test_the_report_is_printed_and_written(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    said: str,
    code: int,
) -> None:
    monkeypatch.setattr(upgrade, "upgrade", lambda *_: said)
    file = tmp_path / "report.md"
    assert main(["2026-11-30", "--report", str(file)]) == code
    assert file.read_text() == said
    assert said in capsys.readouterr().out


# Bad luck.


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (
            KeyboardInterrupt(),
            "upgrade: interrupted; run it again to go on",
            130,
        ),
        (OSError(28, "No space left"), "No space left; nothing was lost", 2),
    ],
)
def test_an_interrupt_and_a_full_disk_are_a_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    line: str,
    code: int,
) -> None:
    def raise_it(_: list[str]) -> int:
        raise error

    monkeypatch.setattr(upgrade, "main", raise_it)
    assert door.main(["upgrade"]) == code
    out, err = capsys.readouterr()
    assert (out + err).strip().endswith(line)


def test_data_that_cannot_be_written_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    save(Measures(rows={SHOP: Row("x", {"1.9": RUNS})}), file)
    before = file.read_text()
    more = Measures(rows={f"{n}.py": Row("x") for n in range(1000)})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            save(more, file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert file.read_text() == before

"""A run measures what is not known, in the environment that it is run in."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    DataError,
    Measures,
    Row,
    Verdict,
    hash_files,
    load,
    save,
)
from tests._harness.releases import measure, record
from tests._harness.releases.environment import (
    ENVIRONMENTS,
    Packages,
    published,
    run_beside,
)
from tests._machinery.tools import run_python
from tests.conftest import ROOT

SHOP = "snippets/start/first_asset/shop.py"
RUNS = Verdict("runs")
MISTAKE = "snippets/releases/what_changed/mistake_get_asset_graph.py"


def test_a_run_keeps_what_each_file_did_and_does_not_run_it_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """In a process of its own, as beside each release."""
    site, file = Site(ROOT), tmp_path / "here.json"
    proof = "tests/test_index.py"
    record.record(site, "here", [SHOP, proof], file, again=False)
    run = load(file)
    assert {path: row.on["here"] for path, row in run.rows.items()} == {
        SHOP: Verdict("runs"),
        proof: Verdict("runs"),
    }
    assert run.rows[SHOP].text == hash_files(site)[SHOP]
    assert "2 of 2 files to run" in capfd.readouterr().out
    record.record(site, "here", [SHOP, MISTAKE], file, again=False)
    assert "1 of 2 files to run" in capfd.readouterr().out
    assert load(file).rows.keys() == {SHOP, MISTAKE}


def log(folder: Path, *reports: dict[str, Any]) -> Path:
    file = folder / "1.9.jsonl"
    file.write_text("".join(json.dumps(report) + "\n" for report in reports))
    return file


def report(
    nodeid: str, error: object = None, when: str = "call", **more: object
) -> dict[str, object]:
    outcome = "failed" if error else "passed"
    return {
        "$report_type": "TestReport",
        "nodeid": nodeid,
        "when": when,
        "outcome": outcome,
        "longrepr": error,
        "user_properties": [],
        **more,
    }


def crash(message: str) -> dict[str, object]:
    return {"reprcrash": {"message": message}}


END = {"$report_type": "SessionFinish"}


@pytest.mark.parametrize(
    ("properties", "error", "verdict"),
    [
        ([["verdict", "runs"]], None, "runs"),
        (
            [["verdict", "differs: # → 41"]],
            "shop.py:3: 41, not 42",
            "differs: 41",
        ),
        ([["verdict", "fails: ValueError: no"]], "x", "fails: ValueError: no"),
        ([["verdict", "runs"]], crash("Timeout >60s"), "fails: Timeout >60s"),
        ([], crash("OSError: full\nmore"), "fails: OSError: full"),
        (
            [["verdict", f"fails: no {ROOT}/snippets/x.py {'a' * 300}"]],
            "x",
            f"fails: no snippets/x.py {'a' * 223}…",
        ),
    ],
)
def test_a_program_is_judged_by_its_verdict_unless_it_was_stopped(
    tmp_path: Path, properties: list[list[str]], error: object, verdict: str
) -> None:
    one = report(f"{SHOP}::program", error, user_properties=properties)
    setup = report(f"{SHOP}::program", when="setup")
    found = dict(record.read_log(Site(ROOT), log(tmp_path, setup, one, END)))
    assert str(found[SHOP]) == verdict


def test_a_proof_is_judged_by_all_its_claims(tmp_path: Path) -> None:
    proof = "tests/test_index.py"
    reports = [
        report(f"{proof}::test_a"),
        report(f"{proof}::test_b[x]", crash("KeyError: 'b'\nmore")),
        report(f"{proof}::test_c", crash("KeyError: 'c'"), "setup"),
    ]
    file = log(tmp_path, *reports, END)
    found = dict(record.read_log(Site(ROOT), file))
    assert str(found[proof]) == (
        "fails: 2 of 3 claims (test_b[x], test_c): KeyError: 'b'"
    )


def test_an_interrupted_run_proves_only_what_ran(tmp_path: Path) -> None:
    good = report(f"{SHOP}::program", user_properties=[["verdict", "runs"]])
    bad = report(f"{MISTAKE}::program", crash("OSError: interrupted"))
    file = log(tmp_path, good, bad, report("tests/test_index.py::test_a"))
    found = dict(record.read_log(Site(ROOT), file))
    assert found == {SHOP: Verdict("runs")}


def test_what_a_run_did_that_was_killed_is_known_to_the_next(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site, file = Site(ROOT), tmp_path / "here.json"
    where = {"here": record.describe_environment(site)}
    hashes = hash_files(site)
    save(Measures(where), file)
    texts = {SHOP: Row(hashes[SHOP]), MISTAKE: Row("an older text")}
    save(Measures(where, texts), file.with_suffix(".begun"))
    runs = [
        report(f"{path}::program", user_properties=[["verdict", "runs"]])
        for path in (SHOP, MISTAKE, "snippets/start/gone.py")
    ]
    with log(tmp_path, *runs).open("a") as half:
        half.write('{"$report_type": "TestRep')
    (tmp_path / "1.9.jsonl").rename(file.with_suffix(".jsonl"))
    record.record(site, "here", [SHOP], file)
    assert "0 of 1 files to run" in capfd.readouterr().out
    assert load(file).rows == {SHOP: Row(hashes[SHOP], {"here": RUNS})}
    assert sorted(f.name for f in tmp_path.iterdir()) == ["here.json"]


@pytest.mark.parametrize(
    ("old", "new", "is_known"),
    [
        ('"""', '"""New words: ', True),
        ('"""\n', '"""\n\n', False),  # It moves the lines that errors name.
        ("orders", "sales", False),
    ],
)
def test_a_program_is_known_by_all_but_the_words_of_its_docstring(
    copy: Path, old: str, new: str, is_known: bool
) -> None:
    before = hash_files(Site(copy))[SHOP]
    program = copy / SHOP
    program.write_text(program.read_text().replace(old, new, 1))
    assert (hash_files(Site(copy))[SHOP] == before) == is_known


@pytest.mark.parametrize("strict", [True, False])
def test_a_warning_is_an_error_where_the_tests_run_and_on_no_old_release(
    copy: Path, strict: bool
) -> None:
    program = copy / SHOP
    warning = (
        '    import warnings\n\n    warnings.warn("soon", FutureWarning)\n'
    )
    program.write_text(program.read_text() + warning)
    command = ["-m", "tests._harness.releases.record", "here", "here.json"]
    done = run_python(*command, SHOP, *["--strict"] * strict, cwd=copy)
    assert done.returncode == 0, done.stderr
    said = str(load(copy / "here.json").rows[SHOP].on["here"])
    assert said == ("fails: FutureWarning: soon" if strict else "runs")


def test_a_proof_that_cannot_be_imported_fails(tmp_path: Path) -> None:
    error = "tests/test_index.py:3: in <module>\nE   ImportError: no name\nE  x"
    collecting = report("tests/test_index.py", error)
    collecting["$report_type"] = "CollectReport"
    del collecting["when"]
    found = dict(record.read_log(Site(ROOT), log(tmp_path, collecting, END)))
    assert str(found["tests/test_index.py"]) == (
        "fails: 1 of 1 claims (the import of the tests): ImportError: no name"
    )


def test_a_worker_that_collected_other_tests_is_no_file(tmp_path: Path) -> None:
    disagreeing = report("gw0", "Different tests were collected")
    disagreeing["$report_type"] = "CollectReport"
    del disagreeing["user_properties"]
    file = log(
        tmp_path, disagreeing, report("tests/test_index.py::test_a"), END
    )
    assert [*record.read_log(Site(ROOT), file)] == [
        ("tests/test_index.py", RUNS)
    ]


def test_pytest_that_does_not_run_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "_OPTIONS", ["--no-such-option"])
    file = tmp_path / "here.json"
    with pytest.raises(DataError, match="pytest ended with 4"):
        record.record(Site(ROOT), "here", [SHOP], file, again=True)
    assert load(file).rows == {}


def test_the_data_is_of_the_packages_that_are_installed() -> None:
    """A matrix that is older than they are speaks of others."""
    site, data = Site(ROOT), load(ROOT / DATA)
    here = record.describe_environment(site)
    assert "hypothesis" not in here.packages
    remedy = "`uv lock --upgrade`, or `uv run python -m tests._harness upgrade`"
    assert data.environments["1.13"].list_changes(here) == [], remedy
    for name in [e for e in ENVIRONMENTS if e.startswith("1.13-")]:
        measured = data.environments[name].packages
        assert {
            package: measured[package]
            for package in Packages(site).direct
            if measured[package] != here.packages[package]
        } == {}, f"{name}: {remedy}"


class Done:
    def __init__(self, code: int, out: str, error: str) -> None:
        self.returncode, self.stdout, self.stderr = code, out, error


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What uv is told; it fails as long as the Dagster CLI is among it."""
    told: list[list[str]] = []

    def run(command: list[str], **_: object) -> Done:
        told.append(command)
        error = "error: no\n  Because dagster-dg-cli needs dagster>=1.10, no."
        is_refused = "--with=dagster-dg-cli" in command
        return Done(int(is_refused), "", error if is_refused else "")

    monkeypatch.setattr(subprocess, "run", run)
    return told


def test_an_environment_has_the_packages_of_the_site_and_one_release(
    commands: list[list[str]],
) -> None:
    run_beside(Site(ROOT), "1.13-py312", "-V")
    (_, command) = commands  # the second without the CLI
    packages = {c.removeprefix("--with=") for c in command if "--with=" in c}
    assert {"dagster==1.13.*", "metaxy[delta]", "pytest"} <= packages
    assert packages.isdisjoint({"dagster>=1.13", "dagster-dg-cli"})
    assert command[command.index("--python") + 1] == "3.12"
    date = Packages(Site(ROOT)).date
    assert command[command.index("--exclude-newer") + 1] == date
    run_beside(Site(ROOT), "1.9.3", "-V", packages=False)
    assert commands[-1][-3:] == ["--with=dagster==1.9.3", "python", "-V"]


def test_an_environment_that_cannot_be_made_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> Done:
        return Done(1, "", f"error: no\n  cause: {reason}\n")

    monkeypatch.setattr(subprocess, "run", refuse)
    reason = "Because dagster==1.9 needs x, no way."
    with pytest.raises(DataError) as error:
        run_beside(Site(ROOT), "1.9", "-V")
    assert str(error.value) == f"Dagster 1.9: {reason}"
    assert measure.main(["1.9", "--check"]) == 1
    assert f"{reason}; 1.9 was not measured" in capsys.readouterr().err


def test_an_environment_that_is_not_known_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        measure.main(["1.8"])
    assert "not an environment: 1.8" in capsys.readouterr().err


def test_the_environments_are_those_of_the_data() -> None:
    assert set(ENVIRONMENTS) == load(ROOT / DATA).environments.keys()


@pytest.mark.parametrize(
    ("out", "error"),
    [
        ('{"versions": ["1.10.0", "1.10.0rc1", "1.9.3", "1.8.13"]}', ""),
        ("", "no route"),
    ],
)
def test_published_releases_are_sorted_and_final(
    monkeypatch: pytest.MonkeyPatch, out: str, error: str
) -> None:
    def answer(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 0, out, error)

    monkeypatch.setattr(subprocess, "run", answer)
    if error:
        with pytest.raises(DataError, match="does not answer: no route"):
            published()
    else:
        assert published() == ["1.9.3", "1.10.0"]

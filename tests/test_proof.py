"""The figures of the proof are kept, shown, and never made up."""

import json
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from docs._build import measure
from docs._build.measure import add_up, find_new
from docs._build.proof import (
    MEASUREMENTS,
    ProofError,
    read_data,
    tabulate_parts,
    tabulate_proof,
    write_measurement,
)

FIGURES: dict[str, Any] = {
    "of": 2000,
    "held": 1999,
    "counted": "changes",
    "day": "2026-11-23",
    "dagster": "1.13.27",
    "exceptions": ["a.py: gone: asset"],
    "parts": {"gone": [9, 10]},
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "proof.json"
    for measurement in MEASUREMENTS:
        write_measurement(measurement.name, FIGURES, path)
    return path


def test_a_measurement_leaves_the_others_as_they_are(data: Path) -> None:
    write_measurement("api", FIGURES | {"held": 1}, data)
    held = {name: f["held"] for name, f in read_data(data).items()}
    assert held.pop("api") == 1
    assert set(held.values()) == {1999}


def test_a_measurement_is_of_today_unless_it_says_another_day(
    data: Path,
) -> None:
    undated = {key: FIGURES[key] for key in FIGURES if key != "day"}
    write_measurement("faults", undated, data)
    measured = read_data(data)
    assert measured["faults"]["day"] == datetime.now(UTC).date().isoformat()
    assert measured["api"]["day"] == "2026-11-23"


def test_conditions_are_of_the_day_of_the_oldest_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = {
        "failed": {"29 February": ["x"], "random order 1": []},
        "days": {"29 February": "2026-11-22", "random order 1": "2026-11-23"},
    }
    monkeypatch.setattr(measure, "read_data", lambda: {"conditions": known})
    monkeypatch.setattr(measure, "today", lambda: "2026-11-24")
    monkeypatch.setattr(measure, "_test", lambda **_: {"x": False, "y": False})
    figures = measure.measure_condition("29 February")
    assert (figures["held"], figures["day"]) == (2, "2026-11-23")
    figures = measure.measure_condition("random order 1")
    assert figures["day"] == "2026-11-24"


@pytest.mark.parametrize("trial", [("no_such_program",), ("false",)])
def test_a_condition_that_the_machine_lacks_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, trial: tuple[str]
) -> None:
    condition = measure.Condition(trial=trial, remedy="install it")
    monkeypatch.setitem(measure.CONDITIONS, "29 February", condition)
    monkeypatch.setattr(measure, "_test", lambda **_: pytest.fail("measured"))
    with pytest.raises(SystemExit, match=r"29 February: not .*; install it"):
        measure.measure_condition("29 February")


def test_a_missing_measurement_is_said_with_its_command(data: Path) -> None:
    left = json.loads(data.read_text())
    del left["faults"]
    rows = tabulate_proof(left).splitlines()
    assert "not measured yet" in rows[-1]
    assert "`uv run python -m docs._build.measure faults`" in rows[-1]
    assert "not measured yet" not in rows[-2]


def test_a_half_written_file_is_named_with_the_remedy(data: Path) -> None:
    data.write_text(data.read_text()[:40])
    with pytest.raises(ProofError, match=r"proof\.json:4: .*from git"):
        read_data(data)


def test_the_table_shows_share_day_release_and_command(data: Path) -> None:
    rows = tabulate_proof(read_data(data)).splitlines()[2:]
    for measurement, row in zip(MEASUREMENTS, rows, strict=True):
        assert measurement.question in row
        assert "| 1,999 (99.9 %) | 2,000 changes |" in row
        assert f", Dagster {version('dagster')}<br>" in row
        assert f"`{measurement.command}`" in row


def test_the_parts_of_a_measurement_are_rows() -> None:
    assert tabulate_parts(FIGURES).splitlines()[-1] == "| gone | 9 | 10 |"


def test_what_did_not_hold_and_is_new_is_found() -> None:
    now = FIGURES | {"exceptions": ["a.py: gone: asset", "b.py: gone: op"]}
    assert find_new(FIGURES, now) == ["b.py: gone: op"]
    assert find_new(now, FIGURES) == []


def test_what_did_not_hold_is_in_the_data_of_the_site() -> None:
    for figures in read_data().values():
        assert 0 < figures["held"] <= figures["of"]
        missing = figures["of"] - figures["held"]
        assert bool(missing) == bool(figures["exceptions"])


def test_all_random_orders_are_one_row() -> None:
    failed = {"29 February": [], "random order 1": [], "random order 12": ["x"]}
    assert add_up(failed) == {"29 February": [1, 1], "random order": [1, 2]}

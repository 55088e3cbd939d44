"""Every claim of docs/sensors/too_long.md, proved."""

import importlib
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from docs._ext.core.site import ROOT
from snippets.sensors.too_long import (
    a_few_at_a_time,
    mistake_loaded_at_import,
    mistake_takes_too_long,
    once_an_hour,
    until_the_time_is_up,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "sensors/too_long"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
LIMIT = "DAGSTER_SENSOR_GRPC_TIMEOUT_SECONDS"
MINUTE = timedelta(minutes=1)


def test_each_tick_goes_on_where_the_last_ended(run: Run) -> None:
    assert run(f"{PAGE}/a_few_at_a_time") == [
        "['1 to 100'] 100",
        "['101 to 200'] 200",
        "['201 to 250'] 250",
        "[] 250",
    ]


def test_the_daemon_gets_to_the_end_in_parts() -> None:
    with run_daemon(a_few_at_a_time.defs) as daemon:
        daemon.start("find_unpaid", NOON)
        for minutes in range(4):
            daemon.turn_sensors(NOON + minutes * MINUTE)
        assert [run.tags["orders"] for run in daemon.runs()] == [
            "1 to 100",
            "101 to 200",
            "201 to 250",
        ]
        last = daemon.ticks("find_unpaid")[-1]
        assert last.said == "all orders are looked at"


def test_the_limit_is_60_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    # Dagster publishes the limit nowhere.
    grpc: Any = importlib.import_module("dagster._grpc.utils")
    monkeypatch.delenv(LIMIT, raising=False)
    assert grpc.default_sensor_grpc_timeout() == 60
    monkeypatch.setenv(LIMIT, "90")
    assert grpc.default_sensor_grpc_timeout() == 90


def preview(folder: Path, limit: int) -> str:
    """Preview a tick in a code server, and give what the command says."""
    source = ROOT / f"snippets/{PAGE}/mistake_takes_too_long.py"
    shutil.copy(source, folder)
    dagster = Path(sys.executable).with_name("dagster")
    return subprocess.run(
        [dagster, "sensor", "preview", "find_unpaid", "-f", source.name],
        cwd=folder,
        env={**os.environ, LIMIT: str(limit), "DAGSTER_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def test_a_higher_limit_lets_the_tick_end(tmp_path: Path) -> None:
    said = preview(tmp_path, limit=40)
    assert "returning run requests" in said


def test_the_time_limit_ends_a_tick(run: Run) -> None:
    assert run(f"{PAGE}/until_the_time_is_up") == ["True True"]


def test_the_next_tick_goes_on_after_the_time_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(until_the_time_is_up, "SECONDS", 0.05)
    cursor, seen = None, []
    for _ in range(2):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = until_the_time_is_up.find_unpaid.evaluate_tick(context)
        cursor = tick.cursor
        seen += [int(r.tags["order"]) for r in tick.run_requests or []]
    assert seen == list(range(1, len(seen) + 1))
    assert cursor == str(seen[-1])
    assert until_the_time_is_up.defs.sensors


def test_an_interval_counts_from_the_start_of_the_last_tick(run: Run) -> None:
    assert run(f"{PAGE}/once_an_hour") == ["3600"]
    with run_daemon(once_an_hour.defs) as daemon:
        daemon.start("find_unpaid", NOON)
        for minutes in (0, 1, 59, 61, 119, 122):
            daemon.turn_sensors(NOON + minutes * MINUTE)
        at = [t.at - NOON for t in daemon.ticks("find_unpaid")]
        assert at == [minutes * MINUTE for minutes in (0, 61, 122)]


def test_nobody_stops_a_sensor_that_takes_too_long(run: Run) -> None:
    assert run(f"{PAGE}/mistake_takes_too_long") == ["1 True"]


def test_a_tick_that_fails_writes_its_reminders_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mistake_takes_too_long, "SECONDS_EACH", 0)
    sensor: Any = mistake_takes_too_long.find_unpaid
    server: Any = importlib.import_module("dagster._core.errors")

    @dg.sensor(target=[mistake_takes_too_long.reminder])
    def find_unpaid(context: dg.SensorEvaluationContext) -> None:
        sensor(context)
        raise server.DagsterUserCodeUnreachableError("timed out")

    assets = [mistake_takes_too_long.reminder]
    with run_daemon(dg.Definitions(assets, sensors=[find_unpaid])) as daemon:
        daemon.start("find_unpaid", NOON)
        for minutes in (0, 5):
            daemon.turn_sensors(NOON + minutes * MINUTE)
        ticks = daemon.ticks("find_unpaid")
        assert {(t.status, t.cursor) for t in ticks} == {("FAILURE", None)}
        assert daemon.runs() == []
    assert len(Path("mails.txt").read_text().splitlines()) == 3 * len(ticks)


def test_a_module_asks_when_it_is_loaded(run: Run) -> None:
    told = "[7, 8, 9] unpaid, asked 1 times"
    assert run(f"{PAGE}/mistake_loaded_at_import") == [told] * 3
    assert mistake_loaded_at_import.defs.sensors


def test_a_sensor_that_asks_itself_asks_at_each_tick(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_loaded_at_import",
        {
            "\nunpaid = ask_the_bank()\n": "",
            "    return dg.SkipReason": "    unpaid = ask_the_bank()\n"
            "    return dg.SkipReason",
        },
    )
    assert mended == [
        f"[7, 8, 9] unpaid, asked {times} times" for times in (1, 2, 3)
    ]

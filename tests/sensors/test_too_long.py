"""Every claim of docs/sensors/too_long.md, proved."""

import importlib
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
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
# Dagster publishes its limit nowhere; it reads the variable once, at import.
grpc: Any = importlib.import_module("dagster._grpc.utils")
client: Any = importlib.import_module("dagster._grpc.client")


class Clock:
    """A clock that only sleeping moves."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


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
    monkeypatch.delenv(LIMIT, raising=False)
    assert grpc.default_sensor_grpc_timeout() == 60
    monkeypatch.setenv(LIMIT, "90")
    assert grpc.default_sensor_grpc_timeout() == 90


def test_the_time_limit_ends_a_tick(run: Run) -> None:
    assert run(f"{PAGE}/until_the_time_is_up") == ["True True"]
    assert until_the_time_is_up.SECONDS == 0.5


def test_the_next_tick_goes_on_after_the_time_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(until_the_time_is_up, "time", clock)
    monkeypatch.setattr(until_the_time_is_up, "unpaid", list(range(1, 81)))
    cursor, seen = None, []
    for _ in range(3):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = until_the_time_is_up.find_unpaid.evaluate_tick(context)
        cursor = tick.cursor
        seen.append([int(r.tags["order"]) for r in tick.run_requests or []])
    assert seen == [list(range(1, 51)), list(range(51, 81)), []]
    assert cursor == "80"
    assert clock.now == pytest.approx(80 * 0.01)


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


def test_a_module_asks_when_it_is_loaded(run: Run) -> None:
    told = "[7, 8, 9] unpaid, asked 1 times"
    assert run(f"{PAGE}/mistake_loaded_at_import") == [told] * 3


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


@pytest.mark.parametrize(
    "page",
    [
        a_few_at_a_time,
        mistake_loaded_at_import,
        mistake_takes_too_long,
        once_an_hour,
        until_the_time_is_up,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors


def test_a_tick_over_the_limit_is_lost_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mails = tmp_path / "mails.txt"
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / f"snippets/{PAGE}/mistake_takes_too_long.py", tmp_path)
    monkeypatch.setattr(client, "DEFAULT_SENSOR_GRPC_TIMEOUT", 1)
    with run_daemon(Path("mistake_takes_too_long.py")) as daemon:
        daemon.start("find_unpaid", NOON)
        daemon.turn_sensors(NOON)
        written = mails.read_text().splitlines()
        [tick] = daemon.ticks("find_unpaid")
        assert "Unable to reach the user code server" in tick.said
        assert "timed out due to taking longer than 1 seconds" in tick.said
        assert (tick.status, tick.cursor) == ("FAILURE", None)
        assert daemon.runs() == []
        assert len(written) < 3
        end = time.monotonic() + 10
        while len(mails.read_text().splitlines()) < 3:
            assert time.monotonic() < end
        monkeypatch.setattr(client, "DEFAULT_SENSOR_GRPC_TIMEOUT", 40)
        daemon.turn_sensors(NOON + MINUTE)
        tick = daemon.ticks("find_unpaid")[-1]
        assert (tick.status, tick.cursor, tick.said) == ("SUCCESS", "9", "")
        assert len(daemon.runs()) == 1
    # The second tick did not know that the first had written them.
    assert mails.read_text().splitlines() == 2 * [
        f"reminder of order {number}" for number in (7, 8, 9)
    ]


@pytest.mark.parametrize("page", [mistake_loaded_at_import, once_an_hour])
def test_the_sensor_has_a_target(page: ModuleType) -> None:
    [sensor] = page.defs.sensors
    assert page.defs.resolve_sensor_def(sensor.name).has_jobs

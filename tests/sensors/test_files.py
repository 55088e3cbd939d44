"""Every claim of docs/sensors/files.md, proved."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace
from unittest import mock

import dagster as dg
import pytest

from docs._ext.core.site import ROOT
from snippets.sensors.files import (
    again_after_a_failure,
    mistake_folder_of_another_machine,
    mistake_half_a_file,
    mistake_name_as_key,
    mistake_no_run_key,
    one_run_for_each_version,
    renamed_when_complete,
    untouched_for_a_minute,
)
from tests._harness.daemon import Daemon, run_daemon
from tests._harness.webserver import RUN_SUCCEEDED, serve, start_sensor
from tests.conftest import Mend, Run

PAGE = "sensors/files"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def environment(tmp_path: Path) -> Iterator[None]:
    with mock.patch.dict(os.environ, SHOP_INBOX=str(tmp_path)):
        yield


def tick(daemon: Daemon, times: int = 1) -> list[str]:
    """Let the sensor look, and give the states of all its ticks."""
    before = len(daemon.ticks("new_files"))
    for number in range(before, before + times):
        daemon.turn_sensors(NOON + number * MINUTE)
    return [each.status for each in daemon.ticks("new_files")]


def keys(daemon: Daemon) -> list[str]:
    return [run.tags.get("dagster/run_key", "") for run in daemon.runs()]


def test_each_version_of_a_file_is_read_once(run: Run) -> None:
    assert run(f"{PAGE}/one_run_for_each_version") == [
        "monday.csv 1000000000",
        "reading 7,40",
        "monday.csv 2000000000",
        "reading 7,45",
    ]


def test_a_version_that_had_its_run_is_skipped_and_a_new_one_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monday.csv"
    file.write_text("7,40")
    os.utime(file, (1, 1))
    with run_daemon(one_run_for_each_version.defs, executes=True) as daemon:
        daemon.start("new_files", NOON)
        assert tick(daemon, 2) == ["SUCCESS", "SKIPPED"]
        file.write_text("7,45")
        os.utime(file, (2, 2))
        assert tick(daemon, 2) == ["SUCCESS", "SKIPPED"] * 2
        assert keys(daemon) == [
            "monday.csv 1000000000",
            "monday.csv 2000000000",
        ]
    printed = capsys.readouterr().out.splitlines()
    assert [p for p in printed if "reading" in p] == [
        "reading 7,40",
        "reading 7,45",
    ]


def test_a_new_sensor_is_stopped() -> None:
    with run_daemon(one_run_for_each_version.defs) as daemon:
        assert tick(daemon) == []


def test_a_sensor_looks_every_30_seconds_at_most() -> None:
    assert one_run_for_each_version.new_files.minimum_interval_seconds == 30
    with run_daemon(one_run_for_each_version.defs) as daemon:
        daemon.start("new_files", NOON)
        for seconds in (0, 29, 31):
            daemon.turn_sensors(NOON + timedelta(seconds=seconds))
        assert [t.at.second for t in daemon.ticks("new_files")] == [0, 31]


def test_a_file_is_seen_when_it_has_its_name(run: Run) -> None:
    assert run(f"{PAGE}/renamed_when_complete") == ["[]", "['monday.csv']"]


def test_a_file_that_was_just_written_waits(run: Run) -> None:
    assert run(f"{PAGE}/untouched_for_a_minute") == [
        "['sunday.csv 1000000000']"
    ]


@pytest.mark.parametrize(("more", "requests"), [(0, 0), (1, 1)])
def test_a_file_waits_for_a_minute(
    tmp_path: Path,
    more: int,
    requests: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "monday.csv"
    file.touch()
    now = file.stat().st_mtime_ns + 60 * 10**9 + more
    clock = SimpleNamespace(time_ns=lambda: now)
    monkeypatch.setattr(untouched_for_a_minute, "time", clock)
    defs = untouched_for_a_minute.defs
    with dg.build_sensor_context(resources=defs.resources) as context:
        found = untouched_for_a_minute.new_files.evaluate_tick(context)
    assert len(found.run_requests or []) == requests


def test_a_failed_file_is_tried_three_times(run: Run) -> None:
    assert run(f"{PAGE}/again_after_a_failure") == [
        "['monday.csv 0']",
        "['monday.csv 1']",
        "['monday.csv 2']",
        "[]",
    ]


def test_the_daemon_tries_each_failed_file_three_times(tmp_path: Path) -> None:
    for name in ("monday.csv", "tuesday.csv"):
        (tmp_path / name).touch()
    defs = dg.Definitions(
        assets=[again_after_a_failure.orders],
        sensors=[again_after_a_failure.new_files],
        resources={"inbox": str(tmp_path)},
    )
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("new_files", NOON)
        assert tick(daemon, 5) == ["SUCCESS"] * 3 + ["SKIPPED"] * 2
        failed = [r.tags["file"] for r in daemon.runs() if r.is_failure]
        assert failed == ["monday.csv", "tuesday.csv"] * 3
    with pytest.raises(ValueError, match=r"monday.csv has no amounts"):
        dg.materialize(
            [again_after_a_failure.orders], tags={"file": "monday.csv"}
        )


def test_the_file_of_a_run_that_succeeded_is_not_tried_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "monday.csv").touch()
    sensor = again_after_a_failure.new_files

    @dg.asset
    def orders() -> None: ...

    with dg.instance_for_test() as instance:
        dg.materialize([orders], instance=instance, tags={"file": "monday.csv"})
        with dg.build_sensor_context(
            instance, resources={"inbox": str(tmp_path)}
        ) as context:
            [request] = sensor.evaluate_tick(context).run_requests or []
    assert request.run_key == "monday.csv 0"  # the key that it had


def test_without_a_key_each_tick_starts_a_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_run_key") == ["monday.csv None"] * 3
    with run_daemon(mistake_no_run_key.defs) as daemon:
        daemon.start("new_files", NOON)
        assert tick(daemon, 3) == ["SUCCESS"] * 3
        assert len(daemon.runs()) == 3


def test_with_a_key_the_first_tick_alone_starts_a_run() -> None:
    @dg.sensor(target=[mistake_no_run_key.orders])
    def new_files() -> dg.RunRequest:
        return dg.RunRequest(run_key="monday.csv")

    defs = dg.Definitions([mistake_no_run_key.orders], sensors=[new_files])
    with run_daemon(defs) as daemon:
        daemon.start("new_files", NOON)
        assert tick(daemon, 3) == ["SUCCESS", "SKIPPED", "SKIPPED"]


def test_a_corrected_file_with_the_same_key_is_not_loaded(
    run: Run, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/mistake_name_as_key") == [
        "7,40 ['monday.csv']",
        "7,45 ['monday.csv']",
    ]
    file = tmp_path / "monday.csv"
    os.environ["SHOP_INBOX"] = str(tmp_path)
    with run_daemon(mistake_name_as_key.defs) as daemon:
        daemon.start("new_files", NOON)
        file.write_text("7,40")
        tick(daemon)
        file.write_text("7,45")
        assert tick(daemon) == ["SUCCESS", "SKIPPED"]
        assert daemon.ticks("new_files")[1].said == ""
        file.unlink()
        tick(daemon)
        file.write_text("7,45")
        assert tick(daemon)[-1] == "SKIPPED"
        assert keys(daemon) == ["monday.csv"]


def test_a_key_is_used_up_even_if_its_run_failed(tmp_path: Path) -> None:
    (tmp_path / "monday.csv").touch()
    with run_daemon(mistake_name_as_key.defs) as daemon:
        daemon.start("new_files", NOON)
        tick(daemon)
        daemon.instance.report_run_failed(daemon.runs()[0])
        assert tick(daemon) == ["SUCCESS", "SKIPPED"]


def test_a_run_reads_what_is_written_so_far(run: Run) -> None:
    assert run(f"{PAGE}/mistake_half_a_file") == ["read 1 of 2 rows"]


def test_the_complete_file_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "monday.csv").write_text("7,40\n")
    module = mistake_half_a_file
    defs = dg.Definitions(
        [module.orders],
        sensors=[module.new_files],
        resources={"inbox": str(tmp_path)},
    )
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("new_files", NOON)
        tick(daemon)
        (tmp_path / "monday.csv").write_text("7,40\n8,60\n")
        assert tick(daemon) == ["SUCCESS", "SKIPPED"]


def test_a_folder_that_is_not_there_fails_the_tick(run: Run) -> None:
    with pytest.raises(FileNotFoundError, match="inbox"):
        run(f"{PAGE}/mistake_folder_of_another_machine")


def test_an_absolute_path_is_found(mend: Mend, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "monday.csv").touch()
    evaluate = "new_files.evaluate_tick(context)"
    changes = {
        '"inbox"': f'"{tmp_path / "inbox"}"',
        evaluate: f"print(*[r.run_key for r in {evaluate}.run_requests])",
    }
    mended = mend(f"{PAGE}/mistake_folder_of_another_machine", changes)
    assert mended == ["monday.csv"]


def test_a_relative_path_starts_where_the_code_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "monday.csv").touch()
    with run_daemon(mistake_folder_of_another_machine.defs) as daemon:
        daemon.start("new_files", NOON)
        assert tick(daemon) == ["FAILURE"]
        monkeypatch.chdir(tmp_path)
        assert tick(daemon) == ["FAILURE", "SUCCESS"]


def test_the_sensor_needs_no_definitions() -> None:
    resources = {"inbox": renamed_when_complete.Inbox(folder=str(ROOT))}
    with dg.build_sensor_context(resources=resources) as context:
        found = renamed_when_complete.new_files.evaluate_tick(context)
    assert found.run_requests == []


@pytest.mark.parametrize(
    "page",
    [
        again_after_a_failure,
        mistake_folder_of_another_machine,
        mistake_half_a_file,
        mistake_name_as_key,
        mistake_no_run_key,
        one_run_for_each_version,
        untouched_for_a_minute,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors


@pytest.mark.parametrize("page", [again_after_a_failure, mistake_half_a_file])
def test_the_inbox_is_a_resource(page: ModuleType) -> None:
    assert page.defs.resources == {"inbox": "in"}


def test_a_sensor_turned_on_in_the_webserver_starts_a_run_by_the_daemon(
    tmp_path: Path,
) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    inbox.mkdir()
    home.mkdir()
    file = inbox / "monday.csv"
    file.write_text("7,40")
    os.utime(file, (1, 1))
    environment = {**os.environ, "SHOP_INBOX": str(inbox)}
    program = ROOT / f"snippets/{PAGE}/one_run_for_each_version.py"
    with serve(program, program.name, home, environment) as ask:
        start_sensor(ask, "new_files")
        ask(RUN_SUCCEEDED, '"count": 1')
    with dg.DagsterInstance.from_config(str(home)) as instance:
        assert [run.is_success for run in instance.get_runs()] == [True]

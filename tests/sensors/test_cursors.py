"""Every claim of docs/sensors/cursors.md, proved."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import duckdb
import pytest

from snippets.sensors.cursors import (
    mistake_empty_cursor,
    mistake_lost_with_the_error,
    mistake_time_of_the_tick,
    one_for_each_region,
    only_what_is_new,
    since_it_was_turned_on,
)
from tests._harness.daemon import Daemon, Tick, run_daemon
from tests.conftest import Mend, Run

PAGE = "sensors/cursors"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def environment(tmp_path: Path) -> Iterator[None]:
    database = str(tmp_path / "shop.duckdb")
    with mock.patch.dict(os.environ, SHOP_DATABASE=database):
        yield


@dg.asset
def orders() -> None: ...


def tick(daemon: Daemon) -> Tick:
    """Let the sensor look once more."""
    at = NOON + len(daemon.ticks("new_orders")) * MINUTE
    daemon.turn_sensors(at)
    return daemon.ticks("new_orders")[-1]


def cursor(daemon: Daemon) -> str | None:
    [state] = daemon.instance.all_instigator_state()
    data: Any = state.instigator_data
    value: str | None = data.cursor
    return value


def write(sql: str) -> None:
    with duckdb.connect(os.environ["SHOP_DATABASE"]) as shop:
        shop.sql(sql)


def test_each_tick_requests_what_came_after_the_last(run: Run) -> None:
    assert run(f"{PAGE}/only_what_is_new") == [
        "{'after': 0, 'up_to': 7}",
        "{'after': 7, 'up_to': 9}",
        "nothing after order 9",
    ]


def test_the_daemon_keeps_the_cursor_from_tick_to_tick() -> None:
    write("create table orders as select 7 as id")
    with run_daemon(only_what_is_new.defs) as daemon:
        daemon.start("new_orders", NOON)
        assert cursor(daemon) is None
        assert tick(daemon).status == "SUCCESS"
        assert cursor(daemon) == "7"
        assert tick(daemon).said == "nothing after order 7"
        assert cursor(daemon) == "7"  # a tick that sets none leaves it
        write("insert into orders values (8)")
        tick(daemon)
        assert cursor(daemon) == "8"
        configs = [
            run.run_config["ops"]["revenue"]["config"]  # type: ignore[index]
            for run in daemon.runs()
        ]
    assert configs == [{"after": 0, "up_to": 7}, {"after": 7, "up_to": 8}]


def test_the_job_accepts_the_configuration() -> None:
    write("create table orders as select 7 as id")
    with dg.build_sensor_context() as context:
        found = only_what_is_new.new_orders.evaluate_tick(context)
    [request] = found.run_requests or []
    job = only_what_is_new.defs.resolve_implicit_global_asset_job_def()
    assert job.execute_in_process(run_config=request.run_config).success


def test_an_empty_table_is_no_error() -> None:
    write("create table orders (id int)")
    with dg.build_sensor_context() as context:
        found = only_what_is_new.new_orders.evaluate_tick(context)
    assert found.skip_message == "nothing after order 0"


def test_a_configuration_that_the_job_refuses_leaves_the_cursor() -> None:
    @dg.sensor(target=[only_what_is_new.revenue])
    def new_orders() -> dg.SensorResult:
        return dg.SensorResult([dg.RunRequest(run_config={})], cursor="7")

    defs = dg.Definitions([only_what_is_new.revenue], sensors=[new_orders])
    with run_daemon(defs) as daemon:
        daemon.start("new_orders", NOON)
        assert tick(daemon).status == "FAILURE"
        assert cursor(daemon) is None
        assert daemon.runs() == []


def test_a_run_that_fails_later_is_not_requested_again() -> None:
    @dg.asset
    def revenue(config: only_what_is_new.Orders) -> None:
        raise ValueError

    @dg.sensor(target=[revenue])
    def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        config = only_what_is_new.Orders(after=0, up_to=7)
        request = dg.RunRequest(run_config=dg.RunConfig({"revenue": config}))
        return dg.SensorResult([] if context.cursor else [request], cursor="7")

    defs = dg.Definitions([revenue], sensors=[new_orders])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        tick(daemon)
        assert [r.status.value for r in daemon.runs()] == ["FAILURE"]
        assert cursor(daemon) == "7"


def test_several_values_are_kept_as_json(run: Run) -> None:
    assert run(f"{PAGE}/one_for_each_region") == [
        "{\"north\": 7, \"south\": 3} ['north', 'south']",
        '{"north": 7, "south": 4} [\'south\']',
    ]
    with run_daemon(one_for_each_region.defs) as daemon:
        daemon.start("new_orders", NOON)
        statuses = [tick(daemon).status for _ in range(2)]
        assert statuses == ["SUCCESS", "SKIPPED"]


def test_a_region_counts_from_its_first_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_for_each_region, "newest", {"north": 1})
    with dg.build_sensor_context() as context:
        found = one_for_each_region.new_orders.evaluate_tick(context)
    assert len(found.run_requests or []) == 1


def test_what_arrived_while_it_was_off_is_left_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/since_it_was_turned_on") == [
        "orders from before May 05, 09:00 are left out | cursor: 8"
    ]
    page = since_it_was_turned_on
    assert page.numbers == [7, 8]
    numbers = [7]
    monkeypatch.setattr(page, "numbers", numbers)
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        left_out = "orders from before May 01, 12:{} are left out"
        assert tick(daemon).said == left_out.format("00")
        numbers.append(8)
        assert tick(daemon).status == "SUCCESS"
        assert tick(daemon).said == "no order after 8"
        daemon.stop("new_orders", NOON + 3 * MINUTE)
        numbers.append(9)
        daemon.start("new_orders", NOON + 3 * MINUTE)
        assert tick(daemon).said == left_out.format("03")
        assert tick(daemon).said == "no order after 8"
        assert [r.tags["dagster/run_key"] for r in daemon.runs()] == ["8"]
        assert cursor(daemon) == "9"


def test_the_time_is_told_in_utc_wherever_it_runs(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        [line] = run(f"{PAGE}/since_it_was_turned_on")
    time.tzset()
    assert "May 05, 09:00" in line


def test_without_a_cursor_everything_is_requested_again() -> None:
    write("create table orders as select 7 as id")
    for _ in range(2):
        with dg.build_sensor_context(cursor=None) as context:
            found = only_what_is_new.new_orders.evaluate_tick(context)
        assert len(found.run_requests or []) == 1


def test_a_late_order_is_missed_by_a_cursor_of_time(run: Run) -> None:
    assert run(f"{PAGE}/mistake_time_of_the_tick") == [
        "09:05 ['7']",
        "09:10 []",
        "09:15 ['9']",
    ]


@pytest.mark.parametrize(
    ("at", "new"), [("08:58", 0), ("08:59", 0), ("09:00", 1)]
)
def test_the_time_of_the_tick_counts_as_seen(
    at: str, new: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = mistake_time_of_the_tick
    monkeypatch.setattr(module, "committed", {"7": at})
    with dg.build_sensor_context(cursor="08:59") as context:
        found = module.new_orders.evaluate_tick(context)
    assert len(found.run_requests or []) == new
    assert found.cursor == "09:00"


def test_looking_back_with_run_keys_finds_the_late_order() -> None:
    committed = {"7": 1}
    clock = 5

    @dg.sensor(target=[orders])
    def new_orders(context: dg.SensorEvaluationContext) -> dg.SensorResult:
        last = int(context.cursor or 0) - 5
        new = [number for number, at in committed.items() if at > last]
        requests = [dg.RunRequest(run_key=number) for number in new]
        return dg.SensorResult(requests, cursor=str(clock))

    with run_daemon(dg.Definitions([orders], sensors=[new_orders])) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        committed["8"], clock = 4, 10
        tick(daemon)
        tick(daemon)
        keys = [run.tags["dagster/run_key"] for run in daemon.runs()]
    assert keys == ["7", "8"]


def test_an_error_loses_the_requests_and_the_cursor_of_its_tick(
    run: Run,
) -> None:
    with pytest.raises(ValueError, match="nine"):
        run(f"{PAGE}/mistake_lost_with_the_error")
    with run_daemon(mistake_lost_with_the_error.defs) as daemon:
        daemon.start("new_orders", NOON)
        assert [tick(daemon).status for _ in range(2)] == ["FAILURE"] * 2
        assert daemon.runs() == []
        assert cursor(daemon) is None


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        (("context() as", 'context(cursor="7") as'), "8 10 10"),
        (('["7", ', '["1", '), "1 8 10 10"),
    ],
)
def test_a_row_that_is_skipped_stops_nothing(
    mend: Mend, change: tuple[str, str], printed: str
) -> None:
    evaluate = "new_orders.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_lost_with_the_error",
        {
            "        if int(number)": (
                "        try:\n            int(number)\n"
                "        except ValueError:\n"
                "            context.log.warning(f'skipped {number}')\n"
                "            continue\n"
                "        if int(number)"
            ),
            evaluate: f"tick = {evaluate}\n"
            "        print(*[r.tags['order'] for r in tick.run_requests],"
            " tick.cursor)",
            change[0]: change[1],
        },
    )
    assert mended == [printed]


def test_an_empty_cursor_in_a_result_is_ignored(run: Run) -> None:
    assert run(f"{PAGE}/mistake_empty_cursor") == ["9 9", "9 0", "9 0"]


def test_a_zero_takes_the_cursor_back(mend: Mend) -> None:
    program, fix = f"{PAGE}/mistake_empty_cursor", {'cursor=""': 'cursor="0"'}
    assert mend(program, fix) == ["9 9", "0 0", "2 2"]
    same = mend(program, {**fix, "[9, 1, 2]": "[1, 1, 2]"})
    assert same == ["1 1", "1 0", "2 1"]


def test_a_cursor_is_set_in_one_way_or_the_other(run: Run) -> None:
    with pytest.raises(dg.DagsterInvariantViolationError, match="cannot be se"):
        run(f"{PAGE}/mistake_two_cursors")


def test_the_cursor_of_the_result_is_enough(mend: Mend) -> None:
    evaluate = "new_orders.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_two_cursors",
        {
            '    context.update_cursor("7")\n': "",
            evaluate: f"tick = {evaluate}\n"
            "        print(tick.cursor, len(tick.run_requests))",
        },
    )
    assert mended == ["7 1"]


def test_a_cursor_is_a_string(run: Run) -> None:
    with pytest.raises(Exception, match='"cursor" is not a str'):
        run(f"{PAGE}/mistake_cursor_is_a_number")


def test_a_number_as_a_string_is_a_cursor(mend: Mend) -> None:
    evaluate = "new_orders.evaluate_tick(context)"
    changes = {
        "cursor=7": "cursor=str(7)",
        evaluate: f"tick = {evaluate}\n"
        "        print(tick.cursor, len(tick.run_requests))",
    }
    mended = mend(f"{PAGE}/mistake_cursor_is_a_number", changes)
    assert mended == ["7 1"]


@pytest.mark.parametrize(
    "page",
    [
        mistake_empty_cursor,
        mistake_lost_with_the_error,
        mistake_time_of_the_tick,
        one_for_each_region,
        only_what_is_new,
        since_it_was_turned_on,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors

"""Every claim of docs/sensors/run_key_or_cursor.md, proved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

from snippets.sensors.run_key_or_cursor import (
    mistake_another_name,
    mistake_reset_with_run_keys,
    mistake_same_key_twice,
    with_a_cursor,
    with_run_keys,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "sensors/run_key_or_cursor"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOTH = pytest.mark.parametrize("page", [with_run_keys, with_a_cursor])


@pytest.fixture(autouse=True)
def orders(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let both sensors see the same orders."""
    numbers = [7, 8]
    for module in (with_run_keys, with_a_cursor):
        monkeypatch.setattr(module, "numbers", numbers)
    return numbers


@pytest.fixture
def tick() -> Callable[..., int]:
    """Let the sensor look once more, and count the runs that it starts."""
    minutes = iter(range(100))

    def look(daemon: Daemon) -> int:
        before = len(daemon.runs())
        daemon.turn_sensors(NOON + next(minutes) * MINUTE)
        return len(daemon.runs()) - before

    return look


Look = Callable[[Daemon], int]


def renamed(sensor: dg.SensorDefinition, name: str) -> dg.SensorDefinition:
    function: Any = sensor._raw_fn  # the function that the reader writes
    return dg.sensor(target=[with_run_keys.invoice], name=name)(function)


def deployed(page: ModuleType, name: str) -> dg.Definitions:
    sensor = renamed(page.new_orders, name)
    return dg.Definitions([with_run_keys.invoice], sensors=[sensor])


def test_with_run_keys_everything_is_requested(run: Run) -> None:
    assert run(f"{PAGE}/with_run_keys") == [
        "['order 7', 'order 8']",
        "['order 7', 'order 8', 'order 9']",
    ]


def test_with_a_cursor_only_what_is_new_is_requested(run: Run) -> None:
    assert run(f"{PAGE}/with_a_cursor") == ["['7', '8']", "['9']"]


@BOTH
def test_both_start_the_same_runs(
    page: ModuleType, orders: list[int], tick: Look
) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        assert [tick(daemon), tick(daemon)] == [2, 0]
        orders.append(9)
        assert [tick(daemon), tick(daemon)] == [1, 0]


@pytest.mark.parametrize(
    ("page", "found"), [(with_run_keys, 1), (with_a_cursor, 0)]
)
def test_a_late_order_with_a_lower_number(
    page: ModuleType, found: int, orders: list[int], tick: Look
) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        orders.append(6)
        assert tick(daemon) == found


@pytest.mark.parametrize("page", [with_a_cursor, mistake_reset_with_run_keys])
def test_the_cursor_is_the_last_order(
    page: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "numbers", [1, 2])
    found = []
    for cursor in (None, "1", "2"):
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = page.new_orders.evaluate_tick(context)
        found.append((len(tick.run_requests or []), tick.cursor))
    assert found == [(2, "2"), (1, "2"), (0, "2")]


@BOTH
def test_a_failed_run_is_not_requested_again(
    page: ModuleType, tick: Look
) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        daemon.instance.report_run_failed(daemon.runs()[0])
        assert tick(daemon) == 0


@pytest.mark.parametrize(
    ("page", "again"), [(with_run_keys, 1), (with_a_cursor, 0)]
)
def test_deleting_a_run_frees_its_key(
    page: ModuleType, again: int, tick: Look
) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        daemon.instance.delete_run(daemon.runs()[0].run_id)
        assert tick(daemon) == again


@BOTH
def test_another_name_requests_everything_again(
    page: ModuleType, tick: Look
) -> None:
    with run_daemon(deployed(page, "new_orders")) as daemon:
        daemon.start("new_orders", NOON)
        assert tick(daemon) == 2
        daemon.deploy(deployed(page, "orders_to_invoice"))
        daemon.start("orders_to_invoice", NOON)
        assert [tick(daemon), tick(daemon)] == [2, 0]
        daemon.deploy(deployed(page, "new_orders"))
        assert tick(daemon) == 0  # its old name still knows


@BOTH
def test_a_pause_requests_nothing_again(page: ModuleType, tick: Look) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        daemon.stop("new_orders", NOON + MINUTE)
        assert tick(daemon) == 0
        daemon.start("new_orders", NOON + 5 * MINUTE)
        ticks = len(daemon.ticks("new_orders"))
        for _ in range(8):
            assert tick(daemon) == 0
        assert len(daemon.ticks("new_orders")) > ticks


def test_two_sensors_can_use_the_same_keys(tick: Look) -> None:
    sensors = [renamed(with_run_keys.new_orders, name) for name in "ab"]
    defs = dg.Definitions([with_run_keys.invoice], sensors=sensors)
    with run_daemon(defs) as daemon:
        for sensor in sensors:
            daemon.start(sensor.name, NOON)
        assert [tick(daemon), tick(daemon)] == [4, 0]


@pytest.mark.parametrize(
    ("page", "queries"), [(with_run_keys, 2), (with_a_cursor, 0)]
)
def test_a_tick_asks_for_the_runs_of_each_key(
    page: ModuleType,
    queries: int,
    tick: Look,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with run_daemon(page.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        asked: list[Any] = []
        get_runs = dg.DagsterInstance.get_runs

        def count(self: Any, *args: Any, **kwargs: Any) -> Any:
            asked.append((args, kwargs))
            return get_runs(self, *args, **kwargs)

        monkeypatch.setattr(dg.DagsterInstance, "get_runs", count)
        daemon.turn_sensors(NOON + 50 * MINUTE)
        assert len([a for a in asked if "run_key" in str(a)]) == queries


def reset(daemon: Daemon, cursor: str) -> None:
    """Set the cursor as `dagster sensor cursor` does."""
    [state] = daemon.instance.all_instigator_state()
    data: Any = state.instigator_data
    daemon.instance.update_instigator_state(
        state.with_data(type(data)(cursor=cursor, sensor_type=data.sensor_type))
    )


def test_a_reset_cursor_requests_everything_again(tick: Look) -> None:
    with run_daemon(with_a_cursor.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        reset(daemon, "0")
        assert tick(daemon) == 2


def test_after_a_reset_the_keys_are_still_used(run: Run, tick: Look) -> None:
    assert run(f"{PAGE}/mistake_reset_with_run_keys") == [
        "None ['order 7', 'order 8']",
        "0 ['order 7', 'order 8']",
    ]
    with run_daemon(mistake_reset_with_run_keys.defs) as daemon:
        daemon.start("new_orders", NOON)
        assert tick(daemon) == 2
        reset(daemon, "0")
        assert tick(daemon) == 0
        last = daemon.ticks("new_orders")[-1]
        assert (last.status, last.said) == ("SKIPPED", "")


def test_another_version_in_the_key_starts_over(tick: Look) -> None:
    def version(number: int) -> dg.Definitions:
        @dg.sensor(target=[with_run_keys.invoice])
        def new_orders() -> dg.RunRequest:
            return dg.RunRequest(run_key=f"v{number} order 7")

        return dg.Definitions([with_run_keys.invoice], sensors=[new_orders])

    with run_daemon(version(1)) as daemon:
        daemon.start("new_orders", NOON)
        assert [tick(daemon), tick(daemon)] == [1, 0]
        daemon.deploy(version(2))
        assert [tick(daemon), tick(daemon)] == [1, 0]


def test_the_keys_belong_to_the_name(run: Run, tick: Look) -> None:
    assert run(f"{PAGE}/mistake_another_name") == [
        "order 7 new_orders",
        "order 8 new_orders",
        "order 7 orders_to_invoice",
        "order 8 orders_to_invoice",
    ]
    with run_daemon(mistake_another_name.defs) as daemon:
        daemon.start("new_orders", NOON)
        assert tick(daemon) == 2
        sensor = mistake_another_name.new_orders("orders_to_invoice")
        daemon.deploy(
            dg.Definitions([mistake_another_name.invoice], sensors=[sensor])
        )
        daemon.start("orders_to_invoice", NOON)
        assert tick(daemon) == 2


def test_a_function_can_have_another_name_than_its_sensor() -> None:
    @dg.sensor(target=[with_run_keys.invoice], name="new_orders")
    def orders_to_invoice() -> Iterator[dg.RunRequest]:
        yield dg.RunRequest()

    assert orders_to_invoice.name == "new_orders"


def test_one_key_is_one_run_within_a_tick(run: Run, tick: Look) -> None:
    printed = run(f"{PAGE}/mistake_same_key_twice")
    assert printed == ["7 north", "7 south"]
    with run_daemon(mistake_same_key_twice.defs) as daemon:
        daemon.start("new_orders", NOON)
        tick(daemon)
        assert [r.tags["region"] for r in daemon.runs()] == ["north"]


def test_a_key_with_the_region_tells_them_apart(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_same_key_twice",
        {"run_key=str(number)": 'run_key=f"{region} {number}"'},
    )
    assert mended == ["north 7 north", "south 7 south"]


@pytest.mark.parametrize(
    "page",
    [
        mistake_another_name,
        mistake_reset_with_run_keys,
        mistake_same_key_twice,
        with_a_cursor,
        with_run_keys,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors

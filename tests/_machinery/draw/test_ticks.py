"""A picture of ticks shows what each evaluation found."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
import pytest

from tests._harness.draw.conditions import Evaluation, record_ticks
from tests._harness.draw.ticks import draw_ticks
from tests._machinery.draw.reading import describe, read_boxes, texts

AC = dg.AutomationCondition
DAYS = dg.DailyPartitionsDefinition("2026-05-01")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], automation_condition=AC.eager())
def revenue() -> None: ...


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as one:
        yield one


class Shop:
    """Some assets whose conditions are evaluated each minute from noon on."""

    def __init__(self, instance: dg.DagsterInstance, *assets: Any) -> None:
        self.assets = assets
        self.instance = instance
        self.time = NOON
        self.cursor: Any = None

    def make(self, name: str, key: str | None = None) -> None:
        """Run one asset, which may fail."""
        dg.materialize(
            self.assets,
            instance=self.instance,
            selection=[name],
            partition_key=key,
            raise_on_error=False,
        )

    def tick(self) -> "dg.EvaluateAutomationConditionsResult":
        result = dg.evaluate_automation_conditions(
            self.assets,
            self.instance,
            dg.AssetSelection.all(),
            self.time,
            cursor=self.cursor,
        )
        self.time += timedelta(minutes=1)
        self.cursor = result.cursor
        return result


def only(tables: dict[tuple[int, str], list[Evaluation]]) -> list[Evaluation]:
    [ticks] = tables.values()
    return ticks


def test_each_row_shows_what_the_evaluation_requested(
    instance: dg.DagsterInstance,
) -> None:
    shop = Shop(instance, orders, revenue)
    with record_ticks() as tables:
        counts = [shop.tick().total_requested]
        shop.make("orders")
        counts += [shop.tick().total_requested, shop.tick().total_requested]
    ticks = only(tables)
    assert [len(tick.requested) for tick in ticks] == counts == [0, 1, 0]
    svg = draw_ticks(tables, "shop")
    assert texts(svg).count("requested") == 1
    [(_, top, _, height)] = read_boxes(svg)
    times = [texts(svg).index(f"12:0{minute}") for minute in range(3)]
    assert times == sorted(times)
    assert f'y="{top + height / 2 + 4:g}">requested' in svg


def test_a_row_names_what_happened_since_the_row_before(
    instance: dg.DagsterInstance,
) -> None:
    @dg.asset(deps=[orders])
    def failing() -> None:
        raise ValueError

    shop = Shop(instance, orders, revenue, failing)
    with record_ticks() as tables:
        shop.make("orders")
        shop.tick()
        shop.make("orders")
        shop.make("failing")
        event = dg.AssetObservation("orders")
        shop.instance.report_runless_asset_event(event)
        shop.tick()
        shop.tick()
    assert [tick.since for tick in only(tables)] == [
        ["orders materialized"],
        ["failing failed", "orders observed"],
        [],
    ]


def test_what_is_in_a_run_at_the_tick_has_started(
    instance: dg.DagsterInstance,
) -> None:
    shop = Shop(instance, orders, revenue)

    @dg.asset(deps=[orders])
    def slow() -> None:
        shop.tick()

    with record_ticks() as tables:
        shop.tick()
        dg.materialize([orders, slow], selection=[slow], instance=shop.instance)
        shop.tick()
    assert [tick.since for tick in only(tables)] == [
        [],
        ["slow started"],
        ["slow materialized"],
    ]


def test_a_part_is_true_false_or_not_evaluated(
    instance: dg.DagsterInstance,
) -> None:
    shop = Shop(instance, orders, revenue)
    with record_ticks() as tables:
        shop.tick()
        shop.make("orders")
        shop.tick()
    first, second = (tick.parts for tick in only(tables))
    assert list(second) == [
        "in_latest_time_window",
        "newly_missing",
        "any_deps_updated",
        "handled",
        "SINCE",
        "~any_deps_missing",
        "~any_deps_in_progress",
        "~in_progress",
    ]
    assert "".join(mark or "." for mark in first.values()) == "✓✓–✓–..."
    assert "".join(second.values()) == "✓–✓–✓✓✓✓"


BOTH = (AC.missing() & AC.newly_updated()).with_label("both")


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (AC.missing(), ["missing"]),
        (~AC.missing() | AC.newly_updated(), ["~missing", "newly_updated"]),
        (BOTH, ["missing", "newly_updated"]),
        (BOTH | AC.in_progress(), ["both", "in_progress"]),
        (AC.missing() & AC.missing(), ["missing", "missing 2"]),
        (AC.any_deps_match(AC.missing()), ["ANY_DEPS_MATCH"]),
        (AC.cron_tick_passed("0 3 * * *"), ["cron_tick_passed"]),
    ],
)
def test_a_part_is_named_by_its_label_or_its_name(
    condition: Any, names: list[str], instance: dg.DagsterInstance
) -> None:
    @dg.asset(deps=[orders], automation_condition=condition)
    def report() -> None: ...

    with record_ticks() as tables:
        Shop(instance, orders, report).tick()
    [tick] = only(tables)
    assert list(tick.parts) == names


def test_of_partitions_the_keys_and_the_numbers_are_shown(
    instance: dg.DagsterInstance,
) -> None:
    window = AC.in_latest_time_window(timedelta(days=2))

    @dg.asset(partitions_def=DAYS, automation_condition=AC.missing() & window)
    def daily() -> None: ...

    shop = Shop(instance, daily)
    with record_ticks() as tables:
        shop.tick()
        shop.make("daily", "2026-05-03")
        shop.tick()
    first, second = only(tables)
    assert first.parts == {"missing": "3", "in_latest_time_window": "2"}
    assert first.requested == ["2026-05-02", "2026-05-03"]
    assert second.since == ["daily 2026-05-03 materialized"]
    assert second.requested == ["2026-05-02"]
    assert describe(draw_ticks(tables, "shop")) == [
        "12:00: nothing happened; true: missing, in_latest_time_window; "
        "2026-05-02, 2026-05-03. 12:01: daily 2026-05-03 materialized; true: "
        "missing, in_latest_time_window; 2026-05-02."
    ]


def test_of_many_keys_some_are_shown(instance: dg.DagsterInstance) -> None:
    regions = dg.StaticPartitionsDefinition(list("abcdefg"))

    @dg.asset(partitions_def=regions, automation_condition=AC.missing())
    def regional() -> None: ...

    with record_ticks() as tables:
        Shop(instance, regional).tick()
    svg = draw_ticks(tables, "shop")
    assert [text for text in texts(svg) if len(text) == 1][:1] == ["7"]
    assert "3 more" in texts(svg)
    assert "e" not in texts(svg)


def test_ticks_of_two_days_are_named_by_day(
    instance: dg.DagsterInstance,
) -> None:
    shop = Shop(instance, orders, revenue)
    with record_ticks() as tables:
        shop.tick()
        shop.time += timedelta(days=1)
        shop.tick()
    svg = draw_ticks(tables, "shop")
    assert {"May 4 12:00", "May 5 12:01"} <= set(texts(svg))


def test_ticks_without_a_time_are_numbered(
    instance: dg.DagsterInstance,
) -> None:
    with record_ticks() as tables:
        dg.evaluate_automation_conditions(
            [orders, revenue], instance, dg.AssetSelection.all()
        )
    assert describe(draw_ticks(tables, "shop"))[0].startswith("1: nothing")


def test_an_evaluation_without_a_cursor_begins_another_table(
    instance: dg.DagsterInstance,
) -> None:
    with record_ticks() as tables:
        Shop(instance, orders, revenue).tick()
        Shop(instance, orders, revenue).tick()
    assert list(tables) == [(1, "revenue"), (2, "revenue")]
    assert len(describe(draw_ticks(tables, "shop"))) == 2


def test_labels_do_not_leave_the_picture(instance: dg.DagsterInstance) -> None:
    with record_ticks() as tables:
        Shop(instance, orders, revenue).tick()
    lefts = re.findall(r' x="([^"]+)"', draw_ticks(tables, "shop"))
    assert min(map(float, lefts)) >= 0


def test_a_program_that_evaluates_nothing_is_not_drawn() -> None:
    with pytest.raises(ValueError, match=r"call dg\.evaluate_automation"):
        draw_ticks({}, "shop")

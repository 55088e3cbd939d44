"""Every claim of docs/partitions/testing.md, proved."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import ModuleType

import dagster as dg
import pytest

from snippets.partitions.testing import (
    a_range_as_a_function,
    every_order_once,
    in_a_run,
    mistake_an_ordinary_day,
    mistake_input_keys_without_a_run,
    mistake_key_as_text,
    mistake_window_of_a_range,
    one_key_as_a_function,
    which_keys_upstream,
    windows_touch,
)
from tests.conftest import Mend, Run

PAGE = "partitions/testing"


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        ("one_key_as_a_function", "2 tests"),
        ("a_range_as_a_function", "1 test"),
        ("in_a_run", "1 test"),
        ("every_order_once", "1 test"),
        ("windows_touch", "1 test"),
        ("which_keys_upstream", "1 test"),
    ],
)
def test_each_program_calls_its_own_tests(
    run: Run, program: str, tests: str
) -> None:
    assert run(f"{PAGE}/{program}") == [f"{tests} passed"]


def test_an_asset_is_a_function_of_its_key_and_of_what_it_is_made_from() -> (
    None
):
    orders = [("2025-05-01", 40), ("2025-05-02", 30), ("2025-05-02", 2)]
    for day, revenue in {"2025-05-01": 40, "2025-05-02": 32}.items():
        context = dg.build_asset_context(partition_key=day)
        assert one_key_as_a_function.daily_revenue(context, orders) == revenue


def test_a_context_gives_key_window_keys_and_range() -> None:
    seen: list[object] = []

    @dg.asset(partitions_def=one_key_as_a_function.days)
    def daily_revenue(context: dg.AssetExecutionContext) -> None:
        seen.append(context.partition_key)
        seen.append(context.partition_time_window.start)
        seen.append(context.partition_keys)
        seen.append(context.partition_key_range)

    daily_revenue(dg.build_asset_context(partition_key="2025-05-01"))
    key, start, keys, key_range = seen
    assert key == "2025-05-01"
    assert start == datetime(2025, 5, 1, tzinfo=UTC)
    assert keys == ["2025-05-01"]
    assert key_range == dg.PartitionKeyRange("2025-05-01", "2025-05-01")


def test_without_a_run_no_instance_remembers_the_key() -> None:
    asset = in_a_run.daily_revenue
    with dg.instance_for_test() as instance:
        context = dg.build_asset_context(
            partition_key="2025-05-01", instance=instance
        )
        assert asset(context) == 65
        assert not instance.get_materialized_partitions(asset.key)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2025-05-01", "2025-05-01", {"2025-05-01": 40}),
        ("2025-05-02", "2025-05-04", {"2025-05-02": 30, "2025-05-04": 5}),
        ("2025-05-03", "2025-05-03", {}),
    ],
)
def test_a_context_takes_a_range(
    first: str, last: str, found: dict[str, int]
) -> None:
    context = dg.build_asset_context(
        partition_key_range=dg.PartitionKeyRange(first, last)
    )
    assert a_range_as_a_function.daily_revenue(context) == found


def test_only_a_run_knows_whether_the_key_exists() -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize_to_memory(
            [in_a_run.daily_revenue], partition_key="2025-04-30"
        )
    context = dg.build_asset_context(partition_key="2025-04-30")
    assert in_a_run.daily_revenue(context) == 65


@pytest.mark.parametrize(
    ("asset", "key"),
    [
        (a_range_as_a_function.daily_revenue, "2025-04-30"),
        (mistake_key_as_text.revenue, "2025-04-30|north"),
        (one_key_as_a_function.daily_revenue, "2025-04-30"),
    ],
)
def test_a_run_of_any_of_the_assets_knows_it(
    asset: dg.AssetsDefinition, key: str
) -> None:
    orders = dg.asset(name="orders", partitions_def=asset.partitions_def)
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize_to_memory([orders(lambda: []), asset], partition_key=key)


def test_two_days_in_berlin_are_no_24_hours_long() -> None:
    hours = {
        day: (end.timestamp() - start.timestamp()) / 3600
        for day in ("2025-03-30", "2025-06-01", "2025-10-26")
        for start, end in [
            every_order_once.days.time_window_for_partition_key(day)
        ]
    }
    assert hours == {"2025-03-30": 23, "2025-06-01": 24, "2025-10-26": 25}


def test_the_test_of_every_order_fails_for_days_of_24_hours() -> None:
    assert mistake_an_ordinary_day.days == every_order_once.days
    of = mistake_an_ordinary_day.count_orders
    assert (of("2025-03-29"), of("2025-03-30"), of("2025-10-26")) == (48,) * 3
    of = every_order_once.count_orders
    assert (of("2025-03-30"), of("2025-10-26")) == (46, 50)


@pytest.mark.parametrize("module", [every_order_once, mistake_an_ordinary_day])
def test_the_orders_are_those_of_a_year(module: ModuleType) -> None:
    orders = module.ORDERS
    assert orders[0] == datetime(2025, 1, 1, tzinfo=UTC)
    assert orders[-1] == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert {after - before for before, after in pairwise(orders)} == {
        timedelta(minutes=30)
    }


def test_the_test_of_windows_fails_where_they_leave_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hours = windows_touch.hours

    class WithoutOneHour:
        get_partition_keys = hours.get_partition_keys

        def time_window_for_partition_key(self, key: str) -> dg.TimeWindow:
            key = key.replace("2025-05-01-12:00", "2025-05-01-11:00")
            return hours.time_window_for_partition_key(key)

    monkeypatch.setattr(windows_touch, "hours", WithoutOneHour())
    with pytest.raises(AssertionError):
        windows_touch.test_each_window_ends_where_the_next_one_starts()


def test_current_time_keeps_the_keys_the_same() -> None:
    hours = windows_touch.hours
    when = datetime(2025, 1, 1, 1, tzinfo=UTC)
    keys = hours.get_partition_keys(current_time=when)
    assert keys == ["2025-01-01-00:00", "2025-01-01-01:00"]


def test_the_spec_upstream_does_not_run() -> None:
    result = dg.materialize(
        [which_keys_upstream.weekly_revenue, which_keys_upstream.daily_revenue],
        partition_key="2025-05-11",
    )
    run = {e.asset_key for e in result.get_asset_materialization_events()}
    assert run == {dg.AssetKey("weekly_revenue")}


def test_a_context_takes_any_text_for_a_key(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError, match="1 May 2025"):
        run(f"{PAGE}/mistake_no_such_key")
    assert capsys.readouterr().out == "1 test passed\n"


def test_a_run_takes_a_key_of_the_definition(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_no_such_key", {"1 May 2025": "2025-05-01"}
    ) == ["1 test passed"]


def test_a_context_takes_a_key_for_an_asset_without_partitions() -> None:
    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> str:
        return str(context.partition_key)

    assert orders(dg.build_asset_context(partition_key="north")) == "north"


def test_a_context_for_a_range_has_no_window(run: Run) -> None:
    with pytest.raises(Exception, match="for a non-partitioned run"):
        run(f"{PAGE}/mistake_window_of_a_range")


def test_in_a_run_a_range_has_a_window() -> None:
    result = dg.materialize_to_memory(
        [mistake_window_of_a_range.daily_revenue],
        tags={
            "dagster/asset_partition_range_start": "2025-05-02",
            "dagster/asset_partition_range_end": "2025-05-04",
        },
    )
    assert result.output_for_node("daily_revenue") == "May 02 to May 05"


def test_a_test_of_the_window_passes_in_a_run(mend: Mend) -> None:
    tags = (
        '{"dagster/asset_partition_range_start": days_of_may.start, '
        '"dagster/asset_partition_range_end": days_of_may.end}'
    )
    mend(
        f"{PAGE}/mistake_window_of_a_range",
        {
            "dg.build_asset_context(partition_key_range=days_of_may)": (
                f"dg.materialize_to_memory([daily_revenue], tags={tags})"
            ),
            "daily_revenue(context)": "context.output_for_node("
            "'daily_revenue')",
        },
    )


@pytest.mark.parametrize(
    "context",
    [
        dg.build_asset_context(),
        dg.build_asset_context(
            partition_key_range=dg.PartitionKeyRange("2025-05-02", "2025-05-04")
        ),
    ],
)
def test_without_one_key_the_error_is_the_same(
    context: dg.AssetExecutionContext,
) -> None:
    with pytest.raises(Exception, match="for a non-partitioned run"):
        one_key_as_a_function.daily_revenue(context, [("2025-05-01", 40)])


def test_a_key_of_two_dimensions_is_no_text(run: Run) -> None:
    with pytest.raises(AttributeError, match="'keys_by_dimension'"):
        run(f"{PAGE}/mistake_key_as_text")


def test_a_key_of_two_dimensions_is_a_multi_partition_key() -> None:
    key = dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})
    context = dg.build_asset_context(partition_key=key)
    assert mistake_key_as_text.revenue(context) == "north"


def test_a_test_with_such_a_key_passes(mend: Mend) -> None:
    key = 'dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})'
    mend(f"{PAGE}/mistake_key_as_text", {'"2025-05-01|north"': key})


def test_a_run_turns_the_text_into_such_a_key() -> None:
    @dg.asset(partitions_def=mistake_key_as_text.days_and_regions)
    def keys(context: dg.AssetExecutionContext) -> dict[str, str]:
        return dict(context.partition_key.keys_by_dimension)

    for region in ("north", "south"):
        result = dg.materialize_to_memory(
            [mistake_key_as_text.revenue, keys],
            partition_key=f"2025-05-01|{region}",
        )
        assert result.output_for_node("revenue") == region
        assert result.output_for_node("keys") == {
            "day": "2025-05-01",
            "region": region,
        }


def test_without_a_run_an_input_has_no_keys(run: Run) -> None:
    with pytest.raises(AttributeError, match="_step_execution_context"):
        run(f"{PAGE}/mistake_input_keys_without_a_run")


def test_in_a_run_an_input_has_keys() -> None:
    result = dg.materialize_to_memory(
        [
            mistake_input_keys_without_a_run.weekly_revenue,
            mistake_input_keys_without_a_run.daily_revenue,
        ],
        partition_key="2025-05-11",
    )
    assert result.output_for_node("weekly_revenue") == 7


def test_a_test_of_the_keys_of_an_input_passes_in_a_run(mend: Mend) -> None:
    mend(
        f"{PAGE}/mistake_input_keys_without_a_run",
        {
            "dg.build_asset_context(": "dg.materialize_to_memory("
            "[weekly_revenue, daily_revenue], ",
            "weekly_revenue(context)": "context.output_for_node("
            "'weekly_revenue')",
        },
    )


def test_a_test_of_an_ordinary_day_does_not_see_the_clock_change(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_an_ordinary_day") == [
        "1 test passed",
        "48 of 46 orders",
        "48 of 50 orders",
    ]


def test_an_order_at_midnight_belongs_to_the_day_that_starts() -> None:
    midnight = datetime(2025, 5, 1, 22, tzinfo=UTC)
    for day, count in {"2025-05-01": 0, "2025-05-02": 1}.items():
        context = dg.build_asset_context(partition_key=day)
        assert every_order_once.daily_orders(context, [midnight]) == count

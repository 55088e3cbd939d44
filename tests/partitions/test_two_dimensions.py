"""Every claim of docs/partitions/two_dimensions.md, proved."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from snippets.partitions.two_dimensions import (
    a_day_and_a_region,
    a_day_and_a_shop,
    a_run_for_a_new_shop,
    missing_in_one_region,
    mistake_bar_in_a_key,
    mistake_dimension_renamed,
    mistake_order_of_the_key,
    mistake_range_is_a_rectangle,
    mistake_text_for_a_key,
    the_window_of_the_day,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "partitions/two_dimensions"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def test_there_is_a_key_for_every_combination(run: Run) -> None:
    assert run(f"{PAGE}/a_day_and_a_region") == [
        "40",
        "2025-05-01|north",
        "2025-05-01|south",
        "2025-05-02|north",
        "2025-05-02|south",
    ]


@pytest.mark.parametrize(
    ("day", "region", "amount"),
    [
        ("2025-05-01", "north", 40),
        ("2025-05-01", "south", 30),
        ("2025-05-02", "north", 25),
        ("2025-05-02", "south", 0),
    ],
)
def test_each_run_knows_both_of_its_keys(
    day: str, region: str, amount: int
) -> None:
    result = dg.materialize(
        [a_day_and_a_region.revenue], partition_key=f"{day}|{region}"
    )
    assert result.output_for_node("revenue") == amount


def test_the_definitions_hold_the_asset() -> None:
    for module in (a_day_and_a_region, a_day_and_a_shop):
        assert module.defs.assets == [module.revenue]


def test_the_parts_of_a_key_stand_in_the_order_of_the_alphabet() -> None:
    days, regions = a_day_and_a_region.days, a_day_and_a_region.regions
    one = dg.MultiPartitionsDefinition({"day": days, "region": regions})
    other = dg.MultiPartitionsDefinition({"region": regions, "day": days})
    assert one.get_partition_keys() == other.get_partition_keys()
    key = dg.MultiPartitionKey({"region": "north", "day": "2025-05-01"})
    assert str(key) == "2025-05-01|north"


def test_keys_by_dimension_takes_a_key_apart() -> None:
    key = dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})
    assert key.keys_by_dimension == {"day": "2025-05-01", "region": "north"}


@pytest.mark.parametrize(
    ("definition", "keys"),
    [
        (
            a_day_and_a_shop.days_and_shops,
            {"day": "2025-05-01", "shop": "berlin"},
        ),
        (
            mistake_bar_in_a_key.days_and_shops,
            {"day": "2025-05-01", "shop": "berlin"},
        ),
        (
            missing_in_one_region.days_and_regions,
            {"day": "2025-05-01", "region": "south"},
        ),
        (
            mistake_dimension_renamed.before,
            {"day": "2025-05-01", "region": "north"},
        ),
        (
            mistake_dimension_renamed.after,
            {"area": "north", "day": "2025-05-01"},
        ),
        (
            mistake_order_of_the_key.regions_and_days,
            {"day": "2025-05-01", "region": "north"},
        ),
        (
            mistake_text_for_a_key.days_and_regions,
            {"day": "2025-05-01", "region": "south"},
        ),
        (
            the_window_of_the_day.days_and_regions,
            {"day": "2025-05-01", "region": "south"},
        ),
    ],
)
def test_a_run_takes_a_text_apart_by_the_names(
    definition: dg.MultiPartitionsDefinition,
    keys: dict[str, str],
    instance: dg.DagsterInstance,
) -> None:
    @dg.asset(partitions_def=definition)
    def revenue(context: dg.AssetExecutionContext) -> dict[str, str]:
        return dict(context.partition_key.keys_by_dimension)

    instance.add_dynamic_partitions("shops", ["berlin"])
    result = dg.materialize(
        [revenue], partition_key="|".join(keys.values()), instance=instance
    )
    assert result.output_for_node("revenue") == keys


def test_the_window_is_that_of_the_day(run: Run) -> None:
    assert run(f"{PAGE}/the_window_of_the_day") == [
        "01.05. 00:00 to 02.05. 00:00"
    ]


def test_a_key_equals_its_text() -> None:
    key = dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})
    assert key == "2025-05-01|north"
    assert key in {"2025-05-01|north"}


def test_one_region_lacks_the_days_that_were_not_run_for_it(
    run: Run, instance: dg.DagsterInstance
) -> None:
    assert run(f"{PAGE}/missing_in_one_region") == [
        "['2025-05-02', '2025-05-03']"
    ]
    dg.materialize(
        [missing_in_one_region.revenue],
        partition_key="2025-05-02|south",
        instance=instance,
    )
    assert missing_in_one_region.missing_days(instance, "south") == [
        "2025-05-01",
        "2025-05-03",
    ]


def test_a_new_shop_has_every_day(run: Run) -> None:
    assert run(f"{PAGE}/a_day_and_a_shop") == [
        "berlin",
        "['2025-05-01|berlin', '2025-05-02|berlin']",
    ]


def test_a_shop_that_nobody_added_cannot_be_run(
    instance: dg.DagsterInstance,
) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize(
            [a_day_and_a_shop.revenue],
            partition_key="2025-05-01|berlin",
            instance=instance,
        )


def test_a_key_in_another_order_is_unknown(run: Run) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError, match=r"`north\|2025"):
        run(f"{PAGE}/mistake_order_of_the_key")
    assert dg.materialize(
        [mistake_order_of_the_key.revenue],
        partition_key=dg.MultiPartitionKey(
            {"region": "north", "day": "2025-05-01"}
        ),
    ).success


def test_a_new_name_turns_all_keys_round(run: Run) -> None:
    assert run(f"{PAGE}/mistake_dimension_renamed") == [
        "['north|2025-05-01', 'north|2025-05-02']"
    ]


def test_a_name_on_the_same_side_keeps_the_keys() -> None:
    zones = dg.MultiPartitionsDefinition(
        {
            "day": mistake_dimension_renamed.days,
            "zone": mistake_dimension_renamed.regions,
        }
    )
    before = mistake_dimension_renamed.before
    assert zones.get_partition_keys() == before.get_partition_keys()


def test_a_direct_call_leaves_a_text_as_it_is(run: Run) -> None:
    with pytest.raises(AttributeError, match="keys_by_dimension"):
        run(f"{PAGE}/mistake_text_for_a_key")


def test_a_direct_call_takes_a_multi_partition_key() -> None:
    key = dg.MultiPartitionKey({"day": "2025-05-01", "region": "north"})
    context = dg.build_asset_context(partition_key=key)
    assert mistake_text_for_a_key.revenue(context) == "north"


@pytest.mark.parametrize("region", ["north", "south"])
def test_in_a_run_a_text_becomes_a_multi_partition_key(region: str) -> None:
    result = dg.materialize(
        [mistake_text_for_a_key.revenue], partition_key=f"2025-05-01|{region}"
    )
    assert result.output_for_node("revenue") == region


def test_a_dynamic_key_with_a_bar_is_left_out_in_silence(run: Run) -> None:
    assert run(f"{PAGE}/mistake_bar_in_a_key") == ["['2025-05-01|berlin']"]


@pytest.mark.parametrize("sign", ["|", ",", "[", "]"])
def test_a_fixed_key_with_such_a_sign_is_refused(sign: str) -> None:
    regions = dg.StaticPartitionsDefinition([f"north{sign}south"])
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid character"
    ):
        dg.MultiPartitionsDefinition(
            {"day": a_day_and_a_region.days, "region": regions}
        )


def test_a_third_dimension_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidInvocationError, match="2 partitions definitions"
    ):
        run(f"{PAGE}/mistake_three_dimensions")


def test_two_of_three_dimensions_go_into_one_list(mend: Mend) -> None:
    pairs = (
        'dg.StaticPartitionsDefinition([f"{region}-{product}"'
        " for region in regions.get_partition_keys()"
        " for product in products.get_partition_keys()])"
    )
    assert mend(
        f"{PAGE}/mistake_three_dimensions",
        {
            '"2025-05-01"': '"2025-05-01", end_date="2025-05-02"',
            '"region": regions, "product": products}': f'"pair": {pairs}}}',
            "dg.MultiPartitionsDefinition(": "both = "
            "dg.MultiPartitionsDefinition(",
            "\n)\n": "\n)\nfor key in both.get_partition_keys():\n"
            "    print(key.keys_by_dimension)\n",
        },
    ) == [
        str({"day": "2025-05-01", "pair": f"{region}-{product}"})
        for region in ("north", "south")
        for product in ("tea", "coffee")
    ]


def test_there_is_no_window_without_a_dimension_of_time(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="single time dimension"
    ):
        run(f"{PAGE}/mistake_window_of_no_day")


@pytest.mark.parametrize(
    ("product", "region"), [("tea", "south"), ("coffee", "north")]
)
def test_both_of_its_keys_can_be_read_by_dimension(
    mend: Mend, product: str, region: str
) -> None:
    assert mend(
        f"{PAGE}/mistake_window_of_no_day",
        {
            "partition_time_window.start": "partition_key.keys_by_dimension",
            "tea|north": f"{product}|{region}",
        },
    ) == [str({"product": product, "region": region})]


def test_there_is_no_window_if_both_dimensions_are_time() -> None:
    both = dg.MultiPartitionsDefinition(
        {
            "day": a_day_and_a_region.days,
            "month": dg.MonthlyPartitionsDefinition(start_date="2025-05-01"),
        }
    )

    @dg.asset(partitions_def=both)
    def revenue(context: dg.AssetExecutionContext) -> str:
        return str(context.partition_time_window)

    with pytest.raises(
        dg.DagsterInvariantViolationError, match="single time dimension"
    ):
        dg.materialize([revenue], partition_key="2025-05-01|2025-05-01")


def test_a_year_of_20_regions_is_7300_keys() -> None:
    regions = dg.StaticPartitionsDefinition([f"region {n}" for n in range(20)])
    year = dg.DailyPartitionsDefinition(
        start_date="2025-01-01", end_date="2026-01-01"
    )
    both = dg.MultiPartitionsDefinition({"day": year, "region": regions})
    assert len(both.get_partition_keys()) == 7300


def test_a_range_that_goes_back_in_one_dimension_is_empty(run: Run) -> None:
    assert run(f"{PAGE}/mistake_range_is_a_rectangle") == ["[]", "True"]


def test_a_range_goes_along_each_dimension_on_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_range_is_a_rectangle
    all_keys = module.keys.get_partition_keys()
    first, last = "monday|north", "tuesday|south"
    between = all_keys[all_keys.index(first) : all_keys.index(last) + 1]
    assert len(all_keys) == 6
    assert len(between) == 5
    ends = {
        "dagster/asset_partition_range_start": first,
        "dagster/asset_partition_range_end": last,
    }
    rectangle = [key for key in between if key != "tuesday|east"]
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([module.revenue], tags=ends, instance=instance)
        made = instance.get_materialized_partitions(dg.AssetKey("revenue"))
    assert capsys.readouterr().out == f"{rectangle}\n"
    assert made == set(rectangle)


def test_a_sensor_adds_a_shop_and_requests_its_last_day(run: Run) -> None:
    assert run(f"{PAGE}/a_run_for_a_new_shop") == ["['2025-05-02|lyon']"]


@pytest.mark.filterwarnings("ignore:Non-compliant tag keys")
def test_the_daemon_adds_each_shop_and_starts_its_run_once() -> None:
    page = a_run_for_a_new_shop
    assert page.days_and_shops.partition_dimension_names == ["day", "shop"]
    noon = datetime(2025, 5, 5, 12, tzinfo=UTC)
    with run_daemon(page.defs, executes=True) as daemon:
        daemon.start("new_shops", noon)
        for hour in (13, 14):
            daemon.turn_sensors(noon.replace(hour=hour))
        instance = daemon.instance
        assert instance.get_dynamic_partitions("shops") == page.OPEN
        keys = [run.tags["dagster/partition"] for run in daemon.runs()]
        made = instance.get_materialized_partitions(page.revenue.key)
    assert sorted(keys) == ["2025-05-02|berlin", "2025-05-02|lyon"]
    assert made == set(keys)

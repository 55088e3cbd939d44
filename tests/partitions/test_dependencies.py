"""Every claim of docs/partitions/dependencies.md, proved."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from snippets.partitions.dependencies import (
    a_week_of_days,
    all_days_for_a_region,
    days_and_hours,
    days_before,
    last_and_some,
    mistake_definitions_differ,
    mistake_first_days,
    mistake_key_left_out,
    mistake_upstream_starts_later,
    one_dimension_and_two,
    shops_of_a_country,
)
from tests.conftest import Mend, Run

PAGE = "partitions/dependencies"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def keys_read(
    upstream: dg.AssetsDefinition,
    partitions_def: dg.PartitionsDefinition | None,
    key: str | None,
    mapping: dg.PartitionMapping | None = None,
) -> list[str]:
    """Give the upstream keys that one key of a new asset reads in a run."""
    seen: list[str] = []

    @dg.asset(
        partitions_def=partitions_def,
        deps=[dg.AssetDep(upstream, partition_mapping=mapping)],
    )
    def downstream(context: dg.AssetExecutionContext) -> None:
        name = upstream.key.to_user_string()
        seen.extend(context.asset_partition_keys_for_input(name))

    dg.materialize(
        [upstream, downstream], selection=[downstream], partition_key=key
    )
    return sorted(seen)


def test_a_week_reads_its_seven_days_as_a_dictionary(run: Run) -> None:
    assert run(f"{PAGE}/a_week_of_days") == ["610"]
    assert keys_read(
        a_week_of_days.daily_revenue, a_week_of_days.weeks, "2025-05-05"
    ) == [f"2025-05-{day:02}" for day in range(5, 12)]


def test_a_day_that_was_never_run_fails_its_week(
    instance: dg.DagsterInstance,
) -> None:
    assets = [a_week_of_days.daily_revenue, a_week_of_days.weekly_revenue]
    dg.materialize(
        [a_week_of_days.daily_revenue],
        partition_key="2025-05-05",
        instance=instance,
    )
    with pytest.raises(FileNotFoundError, match="2025-05-06"):
        dg.materialize(
            assets,
            selection=[a_week_of_days.weekly_revenue],
            partition_key="2025-05-05",
            instance=instance,
        )


def test_the_definitions_hold_both_assets() -> None:
    module = a_week_of_days
    assert module.defs.assets == [module.daily_revenue, module.weekly_revenue]


def test_a_day_of_hours_reads_every_hour() -> None:
    @dg.asset(partitions_def=dg.HourlyPartitionsDefinition("2025-05-01-00:00"))
    def clicks() -> None: ...

    assert keys_read(clicks, a_week_of_days.days, "2025-05-02") == [
        f"2025-05-02-{hour:02}:00" for hour in range(24)
    ]


def test_a_day_reads_its_hours_and_the_next_asset_the_same_day(
    run: Run,
) -> None:
    assert run(f"{PAGE}/days_and_hours") == ["24 hours", "['2025-05-02']"]


def test_an_hour_of_days_reads_the_day_of_the_hour() -> None:
    share, revenue = days_and_hours.share, days_and_hours.revenue
    assert share.dependency_keys == {revenue.key}
    assert keys_read(revenue, share.partitions_def, "2025-05-02-07:00") == [
        "2025-05-02"
    ]


def test_offsets_move_the_start_and_the_end_of_what_is_read(run: Run) -> None:
    assert sorted(run(f"{PAGE}/days_before")) == [
        "day before: ['2025-05-08']",
        "three days: ['2025-05-07', '2025-05-08', '2025-05-09']",
    ]


def test_a_region_may_read_all_days(run: Run) -> None:
    assert run(f"{PAGE}/all_days_for_a_region") == [
        "['2025-05-01', '2025-05-02', '2025-05-03']"
    ]


def test_all_last_and_some_keys(run: Run) -> None:
    assert sorted(run(f"{PAGE}/last_and_some")) == [
        "last: ['2025-05-03']",
        "no mapping: ['2025-05-01', '2025-05-02', '2025-05-03']",
        "some: ['2025-05-01']",
    ]


@pytest.mark.parametrize(
    ("mapping", "keys"),
    [
        (dg.LastPartitionMapping(), ["2025-05-03"]),
        (
            dg.AllPartitionMapping(),
            ["2025-05-01", "2025-05-02", "2025-05-03"],
        ),
        (
            dg.SpecificPartitionsPartitionMapping(["2025-05-02"]),
            ["2025-05-02"],
        ),
    ],
)
@pytest.mark.parametrize(
    ("partitions_def", "key"),
    [
        (None, None),
        (all_days_for_a_region.regions, "south"),
        (last_and_some.days, "2025-05-01"),
    ],
)
def test_these_mappings_serve_any_downstream_asset(
    mapping: dg.PartitionMapping,
    keys: list[str],
    partitions_def: dg.PartitionsDefinition | None,
    key: str | None,
) -> None:
    orders = last_and_some.orders
    assert keys_read(orders, partitions_def, key, mapping) == keys


def test_several_upstream_keys_may_go_to_one(run: Run) -> None:
    assert run(f"{PAGE}/shops_of_a_country") == [
        "germany ['berlin', 'hamburg']",
        "france ['lyon']",
    ]


def test_days_and_regions_read_the_day_and_days_read_all_regions(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_dimension_and_two") == [
        "['2025-05-02']",
        "['2025-05-02|north', '2025-05-02|south']",
    ]


def test_days_and_regions_are_named_so() -> None:
    dimensions = one_dimension_and_two.both.partitions_defs
    assert {each.name for each in dimensions} == {"day", "region"}


def test_an_asset_without_partitions_reads_all_keys() -> None:
    shops = shops_of_a_country
    assert keys_read(shops.revenue, None, None) == ["berlin", "hamburg", "lyon"]


def test_regions_of_days_need_a_mapping(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match="Invalid partition mapping from revenue to orders",
    ):
        run(f"{PAGE}/mistake_definitions_differ")


def test_definitions_alone_do_not_complain() -> None:
    module = mistake_definitions_differ
    assert dg.Definitions(assets=[module.orders, module.revenue])


@pytest.mark.parametrize(
    ("mapping", "region"),
    [(dg.AllPartitionMapping(), "north"), (dg.LastPartitionMapping(), "south")],
)
def test_a_mapping_from_the_table_makes_them_valid(
    mapping: dg.PartitionMapping, region: str
) -> None:
    orders = mistake_definitions_differ.orders

    @dg.asset(
        partitions_def=mistake_definitions_differ.regions,
        deps=[dg.AssetDep(orders, partition_mapping=mapping)],
    )
    def revenue() -> None: ...

    dg.Definitions.validate_loadable(dg.Definitions(assets=[orders, revenue]))
    assert keys_read(
        orders, mistake_definitions_differ.regions, region, mapping
    )


def test_one_run_cannot_be_for_a_day_and_a_week(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Failed to resolve asset job"
    ):
        run(f"{PAGE}/mistake_days_and_weeks_in_one_run")


def test_a_run_of_the_week_alone_mends_it(mend: Mend) -> None:
    printed = mend(
        f"{PAGE}/mistake_days_and_weeks_in_one_run",
        {
            "weekly_orders() -> None: ...": "weekly_orders(context) -> None:\n"
            '    print(context.asset_partition_keys_for_input("orders"))',
            "weekly_orders], ": "weekly_orders], selection=[weekly_orders], ",
        },
    )
    assert printed == [str([f"2025-05-{day:02}" for day in range(4, 11)])]


def test_an_offset_that_reaches_too_far_gives_a_value_alone(run: Run) -> None:
    assert run(f"{PAGE}/mistake_first_days") == [
        "2025-05-01 40",
        "2025-05-02 {'2025-05-01': 40, '2025-05-02': 40}",
    ]


def test_every_later_day_reads_two() -> None:
    module = mistake_first_days
    keys = keys_read(module.orders, module.days, "2025-05-03", module.two_days)
    assert keys == ["2025-05-02", "2025-05-03"]


def test_an_offset_that_leaves_no_key_gives_none() -> None:
    seen: list[object] = []
    mapping = days_before.day_before_only

    @dg.asset(partitions_def=days_before.days)
    def orders() -> int:
        return 40

    @dg.asset(
        partitions_def=days_before.days,
        ins={"orders": dg.AssetIn(partition_mapping=mapping)},
    )
    def growth(orders: object) -> None:
        seen.append(orders)

    dg.materialize([orders, growth], partition_key="2025-05-01")
    assert seen == [None]


def test_without_an_offset_missing_keys_raise(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError,
        match="start='2025-04-28', end='2025-04-30'",
    ):
        run(f"{PAGE}/mistake_upstream_starts_later")


def test_weeks_that_start_on_the_first_day_begin_with_a_whole_week() -> None:
    weeks = dg.WeeklyPartitionsDefinition(start_date="2025-05-01", day_offset=1)
    assert weeks.get_first_partition_key() == "2025-05-05"
    orders = mistake_upstream_starts_later.orders
    assert len(keys_read(orders, weeks, "2025-05-05")) == 7


def test_a_shop_that_is_left_out_leaves_a_country_with_none(run: Run) -> None:
    assert run(f"{PAGE}/mistake_key_left_out") == [
        "revenue of the country: None"
    ]


def test_a_mapping_of_all_shops_leaves_none_out() -> None:
    mapping = shops_of_a_country.country_of_shop
    revenue = mistake_key_left_out.revenue
    countries = mistake_key_left_out.countries
    assert keys_read(revenue, countries, "france", mapping) == ["lyon"]


def test_a_specific_key_that_does_not_exist_is_dropped(run: Run) -> None:
    assert run(f"{PAGE}/mistake_specific_key_unknown") == ["[]"]


def test_days_of_two_time_zones_do_not_match(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="UTC and Europe/Berlin"
    ):
        run(f"{PAGE}/mistake_two_time_zones")


def test_days_of_one_time_zone_match() -> None:
    berlin = dg.DailyPartitionsDefinition(
        start_date="2025-05-01", timezone="Europe/Berlin"
    )

    @dg.asset(partitions_def=berlin)
    def orders() -> None: ...

    assert keys_read(orders, berlin, "2025-05-02") == ["2025-05-02"]
    assert one_dimension_and_two.days != berlin


def test_the_last_key_need_not_be_materialized(
    instance: dg.DagsterInstance,
) -> None:
    orders = last_and_some.orders
    dg.materialize([orders], partition_key="2025-05-01", instance=instance)
    assert instance.get_materialized_partitions(orders.key) == {"2025-05-01"}
    assert keys_read(orders, None, None, dg.LastPartitionMapping()) == [
        "2025-05-03"
    ]

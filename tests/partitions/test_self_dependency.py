"""Every claim of docs/partitions/self_dependency.md, proved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from snippets.partitions.self_dependency import (
    day_after_day,
    each_shop,
    mistake_gap,
    mistake_old_day_again,
    mistake_two_assets,
    prices_and_orders,
    yesterday_and_today,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "partitions/self_dependency"
NIGHT = datetime(2025, 5, 8, tzinfo=UTC)
BEFORE = yesterday_and_today.day_before
AUTOMATION = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def stock_of(
    partitions_def: dg.PartitionsDefinition | None,
    mapping: dg.PartitionMapping | None,
    policy: dg.BackfillPolicy | None = None,
) -> dg.AssetsDefinition:
    """Make an asset that depends on itself and stores nothing."""

    @dg.asset(
        partitions_def=partitions_def,
        deps=[dg.AssetDep("stock", partition_mapping=mapping)],
        backfill_policy=policy,
    )
    def stock() -> None: ...

    return stock


def keys_of(daemon: Daemon) -> list[str]:
    """The keys of each run, or its first and its last key, oldest first."""
    ends = ("_range_start", "_range_end")
    return [
        run.tags.get("dagster/partition")
        or "..".join(run.tags[f"dagster/asset_partition{it}"] for it in ends)
        for run in daemon.runs()
    ]


def backfill(
    stock: dg.AssetsDefinition, keys: list[str] | None = None
) -> list[list[str]]:
    """Backfill by the daemon; what was run after each of its turns."""
    with run_daemon(dg.Definitions([stock]), executes=True) as daemon:
        daemon.backfill("stock", NIGHT, keys)
        seen = []
        for turn in range(4):
            daemon.turn_backfills()
            # The runs that the turn has launched are executed here.
            daemon.turn_schedules(NIGHT + timedelta(minutes=turn))
            seen.append(keys_of(daemon))
        return seen


def test_each_day_gets_the_stock_of_the_day_before(run: Run) -> None:
    assert run(f"{PAGE}/yesterday_and_today") == [
        "2025-05-01 None",
        "2025-05-02 40",
        "2025-05-03 65",
    ]
    stock = yesterday_and_today.stock
    assert yesterday_and_today.defs.assets == [stock]
    with dg.build_asset_context(partition_key="2025-05-03") as context:
        assert stock(context, 65) == 80
    assert stock.dependency_keys == {stock.key}


def test_several_days_before_come_as_a_dictionary(
    instance: dg.DagsterInstance,
) -> None:
    seen: list[object] = []
    mapping = dg.TimeWindowPartitionMapping(start_offset=-3, end_offset=-1)

    @dg.asset(
        partitions_def=yesterday_and_today.days,
        ins={"stock": dg.AssetIn(partition_mapping=mapping)},
    )
    def stock(stock: object) -> int:
        seen.append(stock)
        return 40

    for day in range(1, 4):
        key = f"2025-05-0{day}"
        dg.materialize([stock], partition_key=key, instance=instance)
    assert seen == [None, 40, {"2025-05-01": 40, "2025-05-02": 40}]


def test_a_day_whose_day_before_is_missing_fails(
    instance: dg.DagsterInstance,
) -> None:
    with pytest.raises(FileNotFoundError, match="2025-05-01"):
        dg.materialize(
            [yesterday_and_today.stock],
            partition_key="2025-05-02",
            instance=instance,
        )


FIVE = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")
DAYS = ["2025-05-01", "2025-05-02", "2025-05-03"]


def test_a_backfill_runs_one_day_after_the_other() -> None:
    assert backfill(stock_of(FIVE, BEFORE)) == [
        DAYS[:1],
        DAYS[:2],
        DAYS,
        DAYS,
    ]


def test_a_backfill_asks_for_no_day_that_you_did_not_choose() -> None:
    *_, ran = backfill(stock_of(FIVE, BEFORE), DAYS[1:])
    assert ran == DAYS[1:]


def test_a_backfill_stops_after_a_day_that_failed() -> None:
    @dg.asset(
        partitions_def=FIVE,
        deps=[dg.AssetDep("stock", partition_mapping=BEFORE)],
    )
    def stock(context: dg.AssetExecutionContext) -> None:
        assert context.partition_key != DAYS[1]

    *_, ran = backfill(stock)
    assert ran == DAYS[:2]


@pytest.mark.filterwarnings("ignore:Parameter `backfill_policy`")
def test_with_a_policy_a_single_run_has_all_days() -> None:
    policy = dg.BackfillPolicy.single_run()
    *_, ran = backfill(stock_of(FIVE, BEFORE, policy))
    assert ran == ["2025-05-01..2025-05-03"]


def test_each_shop_has_its_own_day_before(run: Run) -> None:
    assert run(f"{PAGE}/each_shop") == [
        "2025-05-01|berlin None",
        "2025-05-02|berlin 40",
    ]


def test_no_shop_reads_another(instance: dg.DagsterInstance) -> None:
    for key in ("2025-05-01|lyon", "2025-05-01|berlin", "2025-05-02|lyon"):
        ran = dg.materialize(
            [each_shop.stock], partition_key=key, instance=instance
        )
    assert ran.asset_value("stock") == 80


@pytest.mark.filterwarnings("ignore:Class `MultiPartitionMapping`")
def test_a_dimension_that_is_left_out_is_not_compared() -> None:
    seen: list[str] = []
    day = dg.DimensionPartitionMapping("day", each_shop.day_before)
    mapping = dg.MultiPartitionMapping({"day": day})

    @dg.asset(
        partitions_def=each_shop.stock.partitions_def,
        deps=[dg.AssetDep("stock", partition_mapping=mapping)],
    )
    def stock(context: dg.AssetExecutionContext) -> None:
        seen.extend(context.asset_partition_keys_for_input("stock"))

    dg.materialize([stock], partition_key="2025-05-02|lyon")
    assert sorted(seen) == ["2025-05-01|berlin", "2025-05-01|lyon"]


def test_each_updated_day_requests_the_next(run: Run) -> None:
    assert run(f"{PAGE}/day_after_day") == [
        "[]",
        "['2025-05-02']",
        "['2025-05-03']",
        "['2025-05-04']",
        "[]",
    ]


def test_the_daemon_requests_the_next_day_too() -> None:
    defs = dg.Definitions([day_after_day.stock], sensors=[AUTOMATION])
    with run_daemon(defs, executes=True) as daemon:
        daemon.turn_conditions(NIGHT)
        event = dg.AssetMaterialization("stock", partition=DAYS[0])
        daemon.instance.report_runless_asset_event(event)
        for minute in range(1, 5):
            daemon.turn_conditions(NIGHT + timedelta(minutes=minute))
        assert keys_of(daemon) == [*DAYS[1:], "2025-05-04"]


def test_an_eager_condition_alone_requests_the_last_day_only() -> None:
    @dg.asset(
        partitions_def=day_after_day.days,
        deps=[dg.AssetDep("stock", partition_mapping=day_after_day.day_before)],
        automation_condition=dg.AutomationCondition.eager(),
    )
    def stock() -> None: ...

    with dg.DagsterInstance.ephemeral() as instance:
        everything = dg.AssetSelection.all()
        first = dg.evaluate_automation_conditions([stock], instance, everything)
        for key in (DAYS[0], DAYS[2]):
            dg.materialize([stock], partition_key=key, instance=instance)
        second = dg.evaluate_automation_conditions(
            [stock], instance, everything, cursor=first.cursor
        )
        assert second.get_requested_partitions(stock.key) == {"2025-05-04"}


def test_a_mapping_that_does_not_go_back_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match='"stock" depends on itself'
    ):
        run(f"{PAGE}/mistake_no_day_before")


SHOPS = dg.DynamicPartitionsDefinition(name="shops")


@pytest.mark.parametrize(
    ("partitions_def", "mapping"),
    [
        (FIVE, dg.TimeWindowPartitionMapping(start_offset=-1)),
        (
            dg.StaticPartitionsDefinition(["a", "b"]),
            dg.StaticPartitionMapping({"a": "b"}),
        ),
        (SHOPS, dg.LastPartitionMapping()),
        (None, None),
    ],
)
def test_other_causes_have_the_same_error(
    partitions_def: dg.PartitionsDefinition | None,
    mapping: dg.PartitionMapping | None,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Assets can only depend on"
    ):
        stock_of(partitions_def, mapping)


def test_an_offset_of_both_ends_is_the_fix(mend: Mend) -> None:
    in_the_past = "start_offset=-1, end_offset=-1"
    mapping = f"dg.TimeWindowPartitionMapping({in_the_past})"
    ins = f'{{"stock": dg.AssetIn(partition_mapping={mapping})}}'
    name = f"{PAGE}/mistake_no_day_before"
    changes = {"partitions_def=days)": f"partitions_def=days, ins={ins})"}
    assert mend(name, changes) == []


def test_the_first_day_expects_a_number(run: Run) -> None:
    with pytest.raises(
        dg.DagsterTypeCheckDidNotPass, match='Value "None" of python type'
    ):
        run(f"{PAGE}/mistake_first_day_is_none")


def test_a_number_or_none_is_the_fix(mend: Mend) -> None:
    name = f"{PAGE}/mistake_first_day_is_none"
    shown = '\n    print(result.output_for_node("stock"))'
    changes = {
        "stock: int)": "stock: int | None)",
        "return stock +": "return (stock or 0) +",
        "    dg.materialize(": "    result = dg.materialize(",
        'partition_key="2025-05-01")': f'partition_key="2025-05-01"){shown}',
    }
    assert mend(name, changes) == ["40"]


def test_missing_partitions_that_are_allowed_start_again(run: Run) -> None:
    told = ["2025-05-01 40", "2025-05-03 40"]
    assert run(f"{PAGE}/mistake_gap") == told
    stock = mistake_gap.stock
    assert stock.dependency_keys == {stock.key}


def test_without_that_metadata_the_gap_fails(mend: Mend) -> None:
    with pytest.raises(FileNotFoundError, match="2025-05-02"):
        mend(
            f"{PAGE}/mistake_gap",
            {'metadata={"allow_missing_partitions": True},': ""},
        )


def test_a_later_day_keeps_its_stock(run: Run) -> None:
    told = ["2025-05-01 400", "2025-05-02 65"]
    assert run(f"{PAGE}/mistake_old_day_again") == told


def test_a_run_of_the_later_day_repairs_it(mend: Mend) -> None:
    again = 'dg.materialize([stock], partition_key="2025-05-01", '
    every = "for day in DELIVERED: dg.materialize([stock], partition_key=day, "
    assert mend(f"{PAGE}/mistake_old_day_again", {again: every}) == [
        "2025-05-01 400",
        "2025-05-02 425",
    ]
    stock = mistake_old_day_again.stock
    assert stock.dependency_keys == {stock.key}


def test_a_circle_is_refused_although_it_goes_back(run: Run) -> None:
    told = ["Circular dependencies exist among these items"]
    assert run(f"{PAGE}/mistake_two_assets") == told
    page = mistake_two_assets
    assert page.defs.assets == [page.prices, page.orders]
    assert page.prices.dependency_keys == {page.orders.key}
    assert page.orders.dependency_keys == {page.prices.key}
    for asset in (page.prices, page.orders):
        assert asset.partitions_def == page.days
    [spec] = page.prices.specs
    [dep] = spec.deps
    assert dep.partition_mapping == BEFORE


def test_one_function_may_make_both(run: Run) -> None:
    assert run(f"{PAGE}/prices_and_orders") == ["['2025-05-01']"]
    trade = prices_and_orders.trade
    names = {
        spec.key.to_user_string(): [it.asset_key.path for it in spec.deps]
        for spec in trade.specs
    }
    assert names == {"prices": [["orders"]], "orders": [["prices"]]}
    dg.Definitions.validate_loadable(dg.Definitions([trade]))

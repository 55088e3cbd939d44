"""Every claim of docs/partitions/two_dimensional_mappings.md, proved."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import dagster as dg
import pytest

from snippets.partitions.two_dimensional_mappings import (
    mistake_dimension_left_out,
    mistake_mapping_of_ones_own,
    mistake_names_swapped,
    mistake_no_mapping,
    mistake_two_equal_dimensions,
    weeks_of_a_country,
    working_days,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "partitions/two_dimensional_mappings"
NOON = datetime(2025, 5, 12, 12, tzinfo=UTC)
SAME = dg.IdentityPartitionMapping()
AUTOMATION = dg.AutomationConditionSensorDefinition(
    "automation",
    target=dg.AssetSelection.all(),
    default_status=dg.DefaultSensorStatus.RUNNING,
)
pytestmark = pytest.mark.filterwarnings(
    "ignore::dagster.BetaWarning", "ignore:Non-compliant tag keys"
)

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")
shops = dg.StaticPartitionsDefinition(["berlin", "lyon"])
both = dg.MultiPartitionsDefinition({"day": days, "shop": shops})
LYON = dg.MultiPartitionKey({"day": "2025-05-02", "shop": "lyon"})


def to(name: str, mapping: dg.PartitionMapping) -> dg.DimensionPartitionMapping:
    return dg.DimensionPartitionMapping(name, mapping)


def orders_and_sums(
    upstream: dg.PartitionsDefinition,
    downstream: dg.PartitionsDefinition,
    mapping: dg.PartitionMapping | None,
    seen: list[str] | None = None,
) -> list[dg.AssetsDefinition]:
    """Make two assets, of which the second notes the keys that it reads."""

    @dg.asset(partitions_def=upstream)
    def orders() -> None: ...

    @dg.asset(
        partitions_def=downstream,
        deps=[dg.AssetDep(orders, partition_mapping=mapping)],
        automation_condition=dg.AutomationCondition.any_deps_updated(),
    )
    def sums(context: dg.AssetExecutionContext) -> None:
        if seen is not None:
            seen.extend(context.asset_partition_keys_for_input("orders"))

    return [orders, sums]


def keys_read(
    upstream: dg.PartitionsDefinition,
    downstream: dg.PartitionsDefinition,
    mapping: dg.PartitionMapping | None,
    key: str,
    instance: dg.DagsterInstance | None = None,
) -> list[str]:
    """Give the upstream keys that one key reads in a run."""
    seen: list[str] = []
    orders, sums = orders_and_sums(upstream, downstream, mapping, seen)
    dg.materialize(
        [orders, sums],
        selection=[sums],
        partition_key=key,
        instance=instance,
    )
    return sorted(seen)


def requested(assets: list[dg.AssetsDefinition], updated: str) -> list[str]:
    """Give the keys that the daemon requests after an upstream key."""
    defs = dg.Definitions(assets, sensors=[AUTOMATION])
    with run_daemon(defs) as daemon:
        daemon.turn_conditions(NOON)
        dg.materialize(
            assets[:1], partition_key=updated, instance=daemon.instance
        )
        daemon.turn_conditions(NOON.replace(minute=1))
        daemon.turn_backfills()  # Several keys are a backfill.
        return sorted(
            run.tags["dagster/partition"]
            for run in daemon.runs()
            if not run.is_finished
        )


def test_a_week_of_a_country_reads_the_days_of_its_shops(run: Run) -> None:
    assert run(f"{PAGE}/weeks_of_a_country") == [
        "14 keys from 2025-05-05|berlin to 2025-05-11|hamburg"
    ]
    page = weeks_of_a_country
    assert page.defs.assets == [page.orders, page.revenue]
    assert page.revenue.dependency_keys == {page.orders.key}
    dg.Definitions.validate_loadable(page.defs)
    assert page.countries.get_partition_keys() == ["france", "germany"]
    france = dg.MultiPartitionKey({"week": "2025-05-12", "country": "france"})
    assert keys_read(
        _definition(page.orders),
        _definition(page.revenue),
        page.each_dimension,
        france,
    ) == [f"2025-05-{day}|lyon" for day in range(12, 19)]


def _definition(asset: dg.AssetsDefinition) -> dg.PartitionsDefinition:
    assert asset.partitions_def
    return asset.partitions_def


def test_a_parameter_gets_a_dictionary_by_key(tmp_path: Path) -> None:
    seen: list[Mapping[str, int]] = []

    @dg.asset(partitions_def=both)
    def orders() -> int:
        return 40

    mapping = dg.MultiPartitionMapping(
        {"day": to("day", SAME), "shop": to("shop", dg.AllPartitionMapping())}
    )

    @dg.asset(
        partitions_def=both,
        ins={"orders": dg.AssetIn(partition_mapping=mapping)},
    )
    def sums(orders: dict[str, int]) -> None:
        seen.append(orders)

    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        for shop in ("berlin", "lyon"):
            key = dg.MultiPartitionKey({"day": "2025-05-02", "shop": shop})
            dg.materialize([orders], partition_key=key, instance=instance)
        dg.materialize(
            [orders, sums],
            selection=[sums],
            partition_key=LYON,
            instance=instance,
        )
    assert seen == [{"2025-05-02|berlin": 40, "2025-05-02|lyon": 40}]
    assert {type(key) for key in seen[0]} == {dg.MultiPartitionKey}


@pytest.mark.parametrize(
    ("mapping", "read"),
    [
        (SAME, ["2025-05-02"]),
        (
            dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1),
            ["2025-05-01"],
        ),
        (dg.LastPartitionMapping(), ["2025-05-03"]),
        (
            dg.SpecificPartitionsPartitionMapping(["2025-05-01"]),
            ["2025-05-01"],
        ),
        (dg.AllPartitionMapping(), ["2025-05-01", "2025-05-02", "2025-05-03"]),
    ],
)
def test_each_dimension_takes_any_mapping_of_one_dimension(
    mapping: dg.PartitionMapping, read: list[str]
) -> None:
    pair = dg.MultiPartitionMapping(
        {"day": to("day", mapping), "shop": to("shop", SAME)}
    )
    assert keys_read(both, both, pair, LYON) == [f"{it}|lyon" for it in read]


def test_a_dynamic_dimension_can_be_mapped_to_itself() -> None:
    shops = dg.DynamicPartitionsDefinition(name="shops")
    growing = dg.MultiPartitionsDefinition({"day": days, "shop": shops})
    before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)
    pair = dg.MultiPartitionMapping(
        {"day": to("day", before), "shop": to("shop", SAME)}
    )
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("shops", ["berlin", "lyon"])
        assert keys_read(growing, growing, pair, LYON, instance) == [
            "2025-05-01|lyon"
        ]


def test_a_dynamic_dimension_has_no_static_mapping() -> None:
    growing = dg.MultiPartitionsDefinition(
        {"day": days, "shop": dg.DynamicPartitionsDefinition(name="shops")}
    )
    static = dg.StaticPartitionMapping({"lyon": "lyon"})
    pair = dg.MultiPartitionMapping(
        {"day": to("day", SAME), "shop": to("shop", static)}
    )
    with pytest.raises(Exception, match="is not a StaticPartitionsDefinition"):
        keys_read(growing, both, pair, LYON)


def test_a_mapping_of_two_dimensions_warns_that_it_is_beta() -> None:
    with pytest.warns(dg.BetaWarning, match="Class `MultiPartitionMapping`"):
        dg.MultiPartitionMapping({"day": to("day", SAME)})


def test_a_condition_requests_the_week_of_a_day() -> None:
    page = weeks_of_a_country
    assets = orders_and_sums(
        _definition(page.orders), _definition(page.revenue), page.each_dimension
    )
    assert requested(assets, "2025-05-06|hamburg") == ["germany|2025-05-05"]


def test_without_a_mapping_the_same_key_is_read(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_mapping") == ["['2025-05-05|lyon']"]
    page = mistake_no_mapping
    assert page.revenue.dependency_keys == {page.orders.key}
    assert page.shops.get_partition_keys() == ["berlin", "lyon"]


def test_a_mapping_is_the_fix(mend: Mend) -> None:
    mapping = (
        "dg.MultiPartitionMapping({"
        '"date": dg.DimensionPartitionMapping("date", '
        "dg.TimeWindowPartitionMapping()), "
        '"shop": dg.DimensionPartitionMapping("shop", '
        "dg.IdentityPartitionMapping())})"
    )
    changes = {
        "deps=[orders]": f"deps=[dg.AssetDep(orders, "
        f"partition_mapping={mapping})]",
        'print(context.asset_partition_keys_for_input("orders"))': "print("
        'len(context.asset_partition_keys_for_input("orders")))',
    }
    assert mend(f"{PAGE}/mistake_no_mapping", changes) == ["7"]


def test_names_in_another_order_fail_instead() -> None:
    week = dg.WeeklyPartitionsDefinition("2025-05-05", day_offset=1)
    weekly = dg.MultiPartitionsDefinition({"week": week, "shop": shops})
    key = dg.MultiPartitionKey({"week": "2025-05-05", "shop": "lyon"})
    with pytest.raises(dg.DagsterError, match="depends on invalid partitions"):
        keys_read(both, weekly, None, key)


def test_a_dimension_that_is_left_out_reads_all_its_keys(run: Run) -> None:
    assert run(f"{PAGE}/mistake_dimension_left_out") == [
        "['2025-05-02|berlin', '2025-05-02|lyon']"
    ]
    page = mistake_dimension_left_out
    assert page.growth.dependency_keys == {page.orders.key}
    assert requested(
        orders_and_sums(
            both, both, dg.MultiPartitionMapping({"day": to("day", SAME)})
        ),
        LYON,
    ) == ["2025-05-02|berlin", "2025-05-02|lyon"]


def test_naming_it_reads_one_shop(mend: Mend) -> None:
    left_out = '"day", day_before)}'
    named = (
        '"day", day_before), "shop": dg.DimensionPartitionMapping('
        '"shop", dg.IdentityPartitionMapping())}'
    )
    printed = mend(f"{PAGE}/mistake_dimension_left_out", {left_out: named})
    assert printed == ["['2025-05-02|lyon']"]


def test_the_names_of_the_upstream_asset_come_first(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid partition mapping"
    ) as raised:
        run(f"{PAGE}/mistake_names_swapped")
    page = mistake_names_swapped
    assert page.weeks.get_partition_keys(NOON) == ["2025-05-05"]
    assert page.shops == shops
    assert page.each_dimension == dg.MultiPartitionMapping(
        {
            "week": to("day", dg.TimeWindowPartitionMapping()),
            "shop": to("shop", SAME),
        }
    )
    assert "an upstream dimension name that is not in the upstream" in str(
        raised.value.__cause__
    )


def test_a_downstream_name_must_exist_too() -> None:
    pair = dg.MultiPartitionMapping({"day": to("date", SAME)})
    defs = dg.Definitions(orders_and_sums(both, both, pair))
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid partition mapping"
    ):
        dg.Definitions.validate_loadable(defs)


def test_one_asset_without_a_second_dimension_is_refused_too() -> None:
    pair = dg.MultiPartitionMapping({"shop": to("shop", SAME)})
    defs = dg.Definitions(orders_and_sums(both, shops, pair))
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid partition mapping"
    ) as raised:
        dg.Definitions.validate_loadable(defs)
    assert "must be multi-partitioned" in str(raised.value.__cause__)


def test_names_in_their_order_can_be_loaded(mend: Mend) -> None:
    changes = {
        '"week": dg.DimensionPartitionMapping(\n            "day"': (
            '"day": dg.DimensionPartitionMapping(\n            "week"'
        )
    }
    assert mend(f"{PAGE}/mistake_names_swapped", changes) == []


def test_two_equal_dimensions_cannot_be_told_apart(run: Run) -> None:
    with pytest.raises(Exception, match="partition dimension name must be"):
        run(f"{PAGE}/mistake_two_equal_dimensions")
    page = mistake_two_equal_dimensions
    assert page.by_receiver.partition_dimension_name == "receiver"
    assert page.stock.dependency_keys == {page.deliveries.key}
    assert page.senders == page.receivers
    assert page.deliveries.partitions_def == dg.MultiPartitionsDefinition(
        {"sender": page.senders, "receiver": page.receivers}
    )
    defs = dg.Definitions([page.deliveries, page.stock])
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid partition mapping"
    ):
        dg.Definitions.validate_loadable(defs)


def test_other_keys_in_one_of_the_two_are_the_fix(mend: Mend) -> None:
    changes = {
        'senders = dg.StaticPartitionsDefinition(["berlin", "lyon"])': (
            "senders = "
            'dg.StaticPartitionsDefinition(["from-berlin", "from-lyon"])'
        ),
        "print(context": "print(*sorted(context",
        '"deliveries"))': '"deliveries")))',
    }
    printed = mend(f"{PAGE}/mistake_two_equal_dimensions", changes)
    assert printed == ["lyon|from-berlin lyon|from-lyon"]


def test_keys_that_differ_are_found_without_a_name() -> None:
    senders = dg.StaticPartitionsDefinition(["from-berlin", "from-lyon"])
    routes = dg.MultiPartitionsDefinition({"sender": senders, "to": shops})
    read = ["from-berlin|lyon", "from-lyon|lyon"]
    assert keys_read(routes, shops, None, "lyon") == read


WEEK = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-10")
FRIDAY, MONDAY = "2025-05-02", "2025-05-05"


def test_python_hides_that_a_mapping_of_ones_own_is_deprecated(
    run: Run,
) -> None:
    with pytest.raises(DeprecationWarning, match="not work with asset recon"):
        run(f"{PAGE}/mistake_mapping_of_ones_own")
    with pytest.warns(DeprecationWarning, match="Non-built-in") as told:
        own_mapping()
    # Python shows it only where the caller is `__main__`.
    assert "/dagster/_core/" in told[0].filename


def own_mapping() -> dg.PartitionMapping:
    mapping = mistake_mapping_of_ones_own.WorkingDayBefore()
    dg.AssetDep("orders", partition_mapping=mapping)
    return mapping


@pytest.mark.filterwarnings("ignore:Non-built-in")
def test_a_run_follows_a_mapping_of_ones_own() -> None:
    assert own_mapping().description == "The working day before"
    assert keys_read(WEEK, WEEK, own_mapping(), MONDAY) == [FRIDAY]
    assert keys_read(WEEK, WEEK, own_mapping(), "2025-05-06") == [MONDAY]


@pytest.mark.filterwarnings("ignore:Non-built-in")
def test_a_condition_in_a_test_follows_it_too() -> None:
    orders, sums = orders_and_sums(WEEK, WEEK, own_mapping())
    everything = dg.AssetSelection.all()
    evaluate = partial(
        dg.evaluate_automation_conditions,
        [orders, sums],
        asset_selection=everything,
    )
    for day, asked in ((FRIDAY, MONDAY), (MONDAY, "2025-05-06")):
        with dg.DagsterInstance.ephemeral() as instance:
            before = evaluate(instance=instance)
            dg.materialize([orders], partition_key=day, instance=instance)
            after = evaluate(instance=instance, cursor=before.cursor)
            assert after.get_requested_partitions(sums.key) == {asked}


@pytest.mark.filterwarnings("ignore:Non-built-in")
def test_the_daemon_takes_the_same_key() -> None:
    assets = orders_and_sums(WEEK, WEEK, own_mapping())
    assert requested(assets, FRIDAY) == [FRIDAY]


def test_keys_for_working_days_need_no_mapping_of_ones_own(run: Run) -> None:
    assert run(f"{PAGE}/working_days") == ["['2025-05-02']"]
    page = working_days
    assert page.defs.assets == [page.orders, page.growth]
    dg.Definitions.validate_loadable(page.defs)
    assert page.growth.dependency_keys == {page.orders.key}
    assert page.working_days.get_partition_keys(NOON)[:4] == [
        *("2025-05-01", FRIDAY),
        *(MONDAY, "2025-05-06"),
    ]
    assets = orders_and_sums(
        page.working_days, page.working_days, page.day_before
    )
    assert requested(assets, FRIDAY) == [MONDAY]

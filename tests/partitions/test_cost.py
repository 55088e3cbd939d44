"""Every claim of docs/partitions/cost.md, proved."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import dagster as dg
import pytest

from snippets.partitions.cost import (
    in_hours_or_in_days,
    measure,
    mistake_a_product,
    mistake_all_keys_for_one,
    mistake_listed_for_each_asset,
    the_hour_before,
)
from tests.conftest import ROOT, Run

PAGE = "partitions/cost"
MEASURED = (ROOT / f"snippets/{PAGE}/measured.txt").read_text().splitlines()
SIZES = (1_000, 10_000, 100_000)


def read(lines: list[str]) -> dict[tuple[str, int], dict[str, float]]:
    """The measured seconds, by kind and number of keys."""
    rows = {}
    for line in lines:
        found = re.fullmatch(r"(\D+?) +([\d,]+)((?: +\d+\.\d{3})+)", line)
        assert found, line
        seconds = map(float, found[3].split())
        size = int(found[2].replace(",", ""))
        rows[found[1], size] = dict(zip(measure.COLUMNS, seconds, strict=True))
    return rows


ROWS = read(MEASURED[3:])


def test_the_figures_name_their_day_release_and_cpu() -> None:
    day, release = MEASURED[0].split(", ")
    cpu, unit, tries = MEASURED[1].split(", ")
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    assert re.fullmatch(r"Dagster 1\.\d+\.\d+", release)
    assert cpu
    assert unit == "seconds"
    assert re.fullmatch(r"shortest of \d+", tries)


def test_the_figures_are_of_all_kinds_and_sizes() -> None:
    assert set(ROWS) == {(k, n) for k in measure.KINDS for n in SIZES}


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program measure without a disk."""
    ephemeral = dg.DagsterInstance.ephemeral
    monkeypatch.setattr(dg, "instance_for_test", ephemeral)


@pytest.mark.usefixtures("in_memory")
def test_the_program_writes_such_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(measure, "KINDS", ("two dimensions",))
    lines = list(measure.report([100], times=1))
    cpu = lines[1].removesuffix(", seconds, shortest of 1")
    known = Path("/proc/cpuinfo").read_text().splitlines()
    assert f"model name\t: {cpu}" in known
    assert lines[2] == MEASURED[2]
    assert set(read(lines[3:])) == {("two dimensions", 100)}


def test_each_figure_is_the_shortest_of_the_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tried(call: str, number: int, repeat: int) -> list[float]:
        assert (call, number, repeat) == ("hours of 100", 1, 2)
        return [0.125, 0.25]

    monkeypatch.setattr(measure, "KINDS", ("hours",))
    monkeypatch.setattr(measure, "repeat", tried)
    monkeypatch.setattr(measure, "calls", lambda kind, n: [f"{kind} of {n}"])
    *_, row = measure.report([100], times=2)
    assert row.split() == ["hours", "100", "0.125"]


def test_the_program_measures_as_many_keys_as_it_says(run: Run) -> None:
    assert run(f"{PAGE}/measure") == ["[1000, 1000, 1000]"]
    two = measure.partitions("two dimensions", 1_000)
    assert isinstance(two, dg.MultiPartitionsDefinition)
    lengths = [
        len(each.partitions_def.get_partition_keys())
        for each in two.partitions_defs
    ]
    assert sorted(lengths) == [10, 100]
    assert {each.name for each in two.partitions_defs} == {"day", "region"}
    fixed = measure.partitions("fixed list", 1_000)
    assert isinstance(fixed, dg.StaticPartitionsDefinition)


def test_the_program_measures_on_demand(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeit.repeat", lambda *_, **__: [0.5])
    monkeypatch.setattr("sys.argv", ["measure.py", "--seconds"])
    head, day, unit, columns, *rows = run(f"{PAGE}/measure")
    assert head == "[1000, 1000, 1000]"
    assert day.endswith(f"Dagster {dg.__version__}")
    assert unit.endswith("seconds, shortest of 3")
    assert (
        columns.split() == " ".join(["kind", "keys", *measure.COLUMNS]).split()
    )
    sizes = [int(row[14:22].replace(",", "")) for row in rows]
    assert sizes == [*SIZES] * len(measure.KINDS)


def test_the_columns_are_what_the_page_says() -> None:
    calls = dict(zip(measure.COLUMNS, measure.calls("hours", 200), strict=True))
    repository = calls["load"]()
    assert isinstance(repository, dg.RepositoryDefinition)
    assert repository.assets_defs_by_key.keys() == {dg.AssetKey("orders")}
    listed = calls["list"]()
    assert isinstance(listed, list)
    assert len(listed) == 200


@pytest.mark.usefixtures("in_memory")
def test_the_columns_of_runs_are_what_the_page_says() -> None:
    results: list[Any] = [call() for call in measure.calls("hours", 200)]
    _, keys, one, hundred, status, done = results
    assert [e.partition for e in one.get_asset_materialization_events()] == [
        keys[0]
    ]
    assert [
        e.partition for e in hundred.get_asset_materialization_events()
    ] == keys[-100:]
    assert list(status) == keys
    assert done == {keys[0], *keys[-100:]}


def test_neither_loading_nor_a_run_for_one_key_lists_the_hours() -> None:
    each = measure.partitions("hours", 100)
    load = next(measure.calls("hours", 100))
    with mock.patch.object(type(each), "get_partition_keys") as listed:
        load()
    assert not listed.called

    @dg.asset(partitions_def=each)
    def orders() -> None: ...

    with mock.patch.object(type(each), "get_partition_keys") as listed:
        dg.materialize([orders], partition_key="1990-01-01-05:00")
    assert not listed.called


def test_listing_grows_with_the_number_of_hours() -> None:
    few, many = ROWS["hours", 1_000], ROWS["hours", 100_000]
    assert few["list"] < many["list"] / 10
    assert many["load"] < many["list"] / 10


def test_status_takes_longer_than_the_list_and_done_stays_fast() -> None:
    row = ROWS["hours", 100_000]
    assert row["list"] < row["status"]
    assert row["done"] < row["status"] / 10


def test_a_range_is_cheaper_than_a_run_a_key_but_not_free() -> None:
    for row in ROWS.values():
        assert row["run 1"] < row["run 100"] < 100 * row["run 1"]


def test_a_range_records_each_key(run: Run) -> None:
    assert run(f"{PAGE}/a_record_for_each_key") == ["72 records"]


def test_hours_are_24_times_as_many_keys_as_days(run: Run) -> None:
    assert run(f"{PAGE}/in_hours_or_in_days") == ["43848", "1827", "260", "60"]
    days = len(in_hours_or_in_days.days.get_partition_keys())
    assert len(in_hours_or_in_days.hours.get_partition_keys()) == 24 * days


def test_dimensions_multiply(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_a_product")
    assert printed == ["4,392,000 runs, or 51 days of one run a second"]
    few = dg.MultiPartitionsDefinition(
        {
            "hour": dg.HourlyPartitionsDefinition(
                "2024-01-01-00:00", "2024-01-01-06:00"
            ),
            "customer": mistake_a_product.customers,
        }
    )
    assert len(few.get_partition_keys()) == 6 * 500


@pytest.mark.parametrize("customer", ["000", "499"])
def test_one_key_of_a_product_can_be_run(customer: str) -> None:
    key = dg.MultiPartitionKey(
        {"hour": "2024-12-31-23:00", "customer": customer}
    )
    dimensions = mistake_a_product.each.partitions_defs
    assert {each.name for each in dimensions} == key.keys_by_dimension.keys()
    run_of_one_key = dg.materialize(
        [mistake_a_product.revenue], partition_key=key
    )
    assert run_of_one_key.success


def test_defining_a_product_lists_nothing() -> None:
    with mock.patch.object(
        dg.HourlyPartitionsDefinition, "get_partition_keys"
    ) as listed:
        each = dg.MultiPartitionsDefinition(
            {
                "hour": mistake_a_product.hours,
                "customer": mistake_a_product.customers,
            }
        )
        asset = dg.asset(name="revenue", partitions_def=each)(lambda: None)
        dg.Definitions.validate_loadable(dg.Definitions(assets=[asset]))
    assert not listed.called


def test_each_run_lists_all_hours_again(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_all_keys_for_one")
    assert printed == ["35,136 keys listed for 24 runs"]
    assert 24 * len(the_hour_before.hours.get_partition_keys()) == 35_136


def test_it_finds_the_same_hour_as_the_window_does() -> None:
    for key in ("2024-12-24-00:00", "2024-12-31-23:00"):
        context = dg.build_asset_context(partition_key=key)
        found = mistake_all_keys_for_one.growth(context)
        assert found == the_hour_before.growth(context)
    hours = the_hour_before.hours
    assert mistake_all_keys_for_one.growth.partitions_def == hours


def test_the_hour_before_is_counted_back_from_the_window(run: Run) -> None:
    assert run(f"{PAGE}/the_hour_before") == ["2024-12-23-23:00"]
    keys = the_hour_before.hours.get_partition_keys()[:30]
    for before, key in pairwise(keys):
        context = dg.build_asset_context(partition_key=key)
        assert the_hour_before.growth(context) == before


def test_a_factory_lists_all_keys_for_each_asset(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_listed_for_each_asset")
    assert printed == ["29,280 keys listed to load the code"]


def test_all_its_assets_start_with_the_same_hour() -> None:
    tables = mistake_listed_for_each_asset.tables
    assert [table.key.to_user_string() for table in tables] == [
        f"table_{number}" for number in range(20)
    ]
    for table in tables:
        assert table.partitions_def == mistake_listed_for_each_asset.hours
        assert table.metadata_by_key[table.key] == {"first": "2024-11-01-00:00"}


def test_keys_are_listed_anew_at_every_call() -> None:
    hours = the_hour_before.hours
    first, second = hours.get_partition_keys(), hours.get_partition_keys()
    assert first == second
    assert first is not second
    assert first[-1] is not second[-1]


def test_what_is_older_than_a_later_start_stays_stored() -> None:
    later = dg.DailyPartitionsDefinition("2025-05-03", "2025-05-05")

    def revenue(days: dg.PartitionsDefinition) -> dg.AssetsDefinition:
        return dg.asset(name="revenue", partitions_def=days)(lambda: None)

    before = dg.DailyPartitionsDefinition("2025-05-01", "2025-05-05")
    with dg.instance_for_test() as instance:
        for days, key in ((before, "2025-05-01"), (later, "2025-05-03")):
            dg.materialize(
                [revenue(days)], partition_key=key, instance=instance
            )
        done = instance.get_materialized_partitions(dg.AssetKey("revenue"))
    assert done == {"2025-05-01", "2025-05-03"}


@pytest.mark.parametrize("kind", measure.KINDS)
def test_every_kind_lists_as_many_keys_as_asked(kind: str) -> None:
    for n in (100, 300):
        assert len(measure.partitions(kind, n).get_partition_keys()) == n

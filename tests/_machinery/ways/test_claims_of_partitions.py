"""What the pages say of runs for a key or a range, in each way to start one."""

from pathlib import Path

import dagster as dg
import pytest

from tests._harness.ways.ways import (
    BACKFILL,
    CONDITION,
    LAUNCH,
    WAYS,
    WEBSERVER,
    Order,
    Outcome,
    Ways,
)
from tests._machinery.ways.notes import read_notes

pytestmark = pytest.mark.timeout(300)
PROGRAMS = Path(__file__).with_name("programs")
each_way = pytest.mark.parametrize("way", WAYS)
# The others make a run of their own for assets without partitions.
IN_ONE_RUN = {*WAYS} - {CONDITION, BACKFILL}
KEY = dg.MultiPartitionKey({"day": "2025-05-01", "shop": "paris"})
DAYS = ["2025-05-01", "2025-05-02", "2025-05-03"]

Notes = dict[str, list[str]]
Outcomes = dict[str, Outcome]


@pytest.fixture(scope="module")
def of_a_key(ways: Ways, home: Path) -> Outcomes:
    with dg.DagsterInstance.from_config(str(home)) as instance:
        instance.add_dynamic_partitions("shops", ["paris"])
    program = PROGRAMS / "days_and_shops.py"
    return ways.start(Order(program, WAYS, partition_key=KEY))


@pytest.fixture(scope="module")
def notes_of_a_key(home: Path, of_a_key: Outcomes) -> Notes:
    return read_notes(home, of_a_key)


@pytest.fixture(scope="module")
def of_a_range(ways: Ways) -> Outcomes:
    program = PROGRAMS / "range_of_days.py"
    ends = (DAYS[0], DAYS[-1])
    return ways.start(Order(program, WAYS, partition_range=ends))


@pytest.fixture(scope="module")
def notes_of_a_range(home: Path, of_a_range: Outcomes) -> Notes:
    return read_notes(home, of_a_range)


# One key, of two dimensions


@each_way
def test_each_asset_is_made_once_under_its_key(
    of_a_key: Outcomes, way: str
) -> None:
    made = {
        each.asset_key.path[-1]: each.partition
        for each in of_a_key[way].materialized
    }
    assert len(of_a_key[way].materialized) == len(made)
    key = "2025-05-01|paris"
    assert made == {"orders": key, "revenue": key, "alone": key, "rate": None}


@each_way
def test_a_key_is_taken_apart_and_has_the_window_of_its_day(
    notes_of_a_key: Notes, way: str
) -> None:
    names = {"day": "2025-05-01", "shop": "paris"}
    said = notes_of_a_key[way]
    assert f"orders: 2025-05-01|paris {names}" in said
    assert "keys: ['2025-05-01|paris']" in said
    assert "window: 01 02" in said


@each_way
def test_a_mapping_gives_the_day_of_the_key(
    notes_of_a_key: Notes, way: str
) -> None:
    assert "prices: ['2025-05-01']" in notes_of_a_key[way]


@each_way
def test_an_io_manager_stores_and_loads_the_key_of_the_run(
    notes_of_a_key: Notes, way: str
) -> None:
    said = notes_of_a_key[way]
    assert "stored orders: ['2025-05-01|paris'], has_key=True" in said
    assert "revenue: ['orders', ['2025-05-01|paris'], True]" in said


@each_way
def test_a_check_with_partitions_has_the_key_and_another_has_none(
    of_a_key: Outcomes, way: str
) -> None:
    keys = {check.check_name: check.partition for check in of_a_key[way].checks}
    assert keys == {"of_a_key": "2025-05-01|paris", "of_all": None}


@each_way
def test_an_asset_without_partitions_has_the_key_of_the_run_or_a_run_alone(
    of_a_key: Outcomes, notes_of_a_key: Notes, way: str
) -> None:
    has_key = way in IN_ONE_RUN
    assert f"rate: {has_key}" in notes_of_a_key[way]
    assert f"stored rate: None, has_key={has_key}" in notes_of_a_key[way]
    assert (len(of_a_key[way].runs) == 1) == has_key


@each_way
def test_a_backfill_with_a_single_run_policy_has_a_range_of_one_key(
    notes_of_a_key: Notes, way: str
) -> None:
    has_key = way != BACKFILL
    assert f"alone: 2025-05-01|paris {has_key=}" in notes_of_a_key[way]
    stored = f"stored alone: ['2025-05-01|paris'], {has_key=}"
    assert stored in notes_of_a_key[way]


def test_the_api_does_not_take_a_key_apart(ways: Ways, home: Path) -> None:
    program = PROGRAMS / "days_and_shops.py"
    order = Order(program, (WEBSERVER,), partition_key=str(KEY))
    outcomes = ways.start(order)
    notes = read_notes(home, outcomes)[WEBSERVER]
    assert "orders: 2025-05-01|paris None" in notes


# A range, of an asset with a single-run policy


@each_way
def test_one_run_does_the_range_and_records_each_key(
    of_a_range: Outcomes, way: str
) -> None:
    outcome = of_a_range[way]
    assert len(outcome.runs) == 1
    for name in ("orders", "revenue"):
        keys = [
            each.partition
            for each in outcome.materialized
            if each.asset_key.path == [name]
        ]
        assert sorted(map(str, keys)) == DAYS


@each_way
def test_the_asset_has_all_keys_and_one_window(
    notes_of_a_range: Notes, way: str
) -> None:
    said = notes_of_a_range[way]
    assert f"keys: {DAYS}" in said
    assert f"range: {[DAYS[0], DAYS[-1]]}" in said
    assert "window: 01 04" in said
    assert "has a key: False" in said


@each_way
def test_each_key_has_its_own_metadata_and_that_of_the_run(
    of_a_range: Outcomes, way: str
) -> None:
    found = {
        each.partition: (
            each.metadata["row"].value,
            each.metadata["rows"].value,
        )
        for each in of_a_range[way].materialized
        if each.asset_key.path == ["orders"]
    }
    assert found == {day: (row, 3) for row, day in enumerate(DAYS)}


@each_way
def test_a_table_replaces_the_rows_of_the_range_and_gives_them_back(
    notes_of_a_range: Notes, way: str
) -> None:
    assert f"read: {DAYS}" in notes_of_a_range[way]


@each_way
def test_a_check_runs_once_in_a_range_and_its_result_has_no_key(
    of_a_range: Outcomes, notes_of_a_range: Notes, way: str
) -> None:
    [check] = of_a_range[way].checks
    assert (check.passed, check.partition) == (False, None)
    assert f"checked: {DAYS}" in notes_of_a_range[way]


@each_way
def test_a_run_succeeds_although_a_check_and_a_teardown_failed(
    of_a_range: Outcomes, notes_of_a_range: Notes, way: str
) -> None:
    assert [run.is_success for run in of_a_range[way].runs] == [True]
    closed = notes_of_a_range[way].count("closed badly")
    assert closed == (2 if way == LAUNCH else 1)


def test_dg_launch_succeeds_although_a_teardown_failed(
    of_a_range: Outcomes,
) -> None:
    assert not of_a_range[LAUNCH].refused

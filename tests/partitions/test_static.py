"""Every claim of docs/partitions/static.md, proved."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from snippets.partitions.static import (
    mistake_key_taken_away,
    mistake_no_key,
    one_run_for_one_key,
    run_what_is_missing,
    the_same_key_downstream,
)
from tests.conftest import Mend, Run

PAGE = "partitions/static"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        yield instance


def test_a_run_for_one_key_materializes_that_key_alone(run: Run) -> None:
    assert run(f"{PAGE}/one_run_for_one_key") == ["65", "['north']"]


def test_keys_keep_the_order_that_you_give_them() -> None:
    regions = dg.StaticPartitionsDefinition(["west", "north", "south"])
    assert regions.get_partition_keys() == ["west", "north", "south"]
    assert one_run_for_one_key.regions.get_partition_keys() == [
        "north",
        "south",
        "west",
    ]


@pytest.mark.parametrize(
    ("key", "amount"), [("north", 65), ("south", 30), ("west", 0)]
)
def test_the_asset_reads_its_key_from_the_context(
    key: str, amount: int
) -> None:
    result = dg.materialize([one_run_for_one_key.revenue], partition_key=key)
    assert result.output_for_node("revenue") == amount


def test_a_run_for_south_leaves_the_value_of_north(
    instance: dg.DagsterInstance,
) -> None:
    revenue = one_run_for_one_key.revenue

    @dg.asset
    def total(revenue: dict[str, int]) -> dict[str, int]:
        return revenue

    for key in ("north", "south", "west"):
        dg.materialize([revenue], partition_key=key, instance=instance)
    result = dg.materialize(
        [revenue, total], selection=[total], instance=instance
    )
    assert result.output_for_node("total") == {
        "north": 65,
        "south": 30,
        "west": 0,
    }


def test_a_failed_run_adds_nothing_and_its_key_stays_on_the_list(
    run: Run,
) -> None:
    assert run(f"{PAGE}/run_what_is_missing") == [
        "north True",
        "south True",
        "west False",
        "['west']",
    ]


def test_the_average_of_the_west_divides_by_zero() -> None:
    asset = run_what_is_missing.average_order
    for key, average in {"north": 32.5, "south": 30}.items():
        result = dg.materialize_to_memory([asset], partition_key=key)
        assert result.output_for_node("average_order") == average
    with pytest.raises(ZeroDivisionError):
        dg.materialize_to_memory([asset], partition_key="west")


def test_a_key_stays_materialized_when_a_later_run_fails(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    asset = run_what_is_missing.average_order
    dg.materialize([asset], partition_key="south", instance=instance)
    monkeypatch.setitem(run_what_is_missing.ORDERS, "south", [])
    dg.materialize(
        [asset], partition_key="south", instance=instance, raise_on_error=False
    )
    assert run_what_is_missing.missing_keys(instance) == ["north", "west"]


def test_downstream_gets_the_upstream_value_of_the_same_key(run: Run) -> None:
    assert run(f"{PAGE}/the_same_key_downstream") == [
        "north: 65",
        "south: 30",
        "west: 0",
    ]


def test_both_assets_have_the_definition() -> None:
    module = the_same_key_downstream
    assert module.revenue.partitions_def == module.regions
    assert module.report.partitions_def == module.regions


def test_the_definitions_hold_the_assets() -> None:
    module = the_same_key_downstream
    assert module.defs.assets == [module.revenue, module.report]
    assert one_run_for_one_key.defs.assets == [one_run_for_one_key.revenue]


def test_equal_definitions_go_through_a_run_together() -> None:
    twin = dg.StaticPartitionsDefinition(["north", "south", "west"])

    @dg.asset(partitions_def=twin)
    def costs() -> None: ...

    result = dg.materialize(
        [the_same_key_downstream.revenue, costs], partition_key="north"
    )
    assert len(result.get_asset_materialization_events()) == 2


def test_definitions_that_differ_do_not_go_through_a_run_together() -> None:
    @dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north"]))
    def costs() -> None: ...

    with pytest.raises(dg.DagsterInvalidDefinitionError):
        dg.materialize(
            [the_same_key_downstream.revenue, costs], partition_key="north"
        )


def test_an_unknown_key_does_not_start_the_run(
    run: Run, instance: dg.DagsterInstance
) -> None:
    with pytest.raises(
        dg.DagsterUnknownPartitionError, match="with key `North`"
    ):
        run(f"{PAGE}/mistake_unknown_key")
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize(
            [one_run_for_one_key.revenue],
            partition_key="North",
            instance=instance,
        )
    assert instance.get_runs_count() == 0


@pytest.mark.parametrize("key", ["north", "south"])
def test_a_key_of_the_list_does(mend: Mend, key: str) -> None:
    assert mend(f"{PAGE}/mistake_unknown_key", {'"North"': f'"{key}"'}) == []


def test_a_run_without_a_key_has_no_partition_key(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="non-partitioned run"
    ):
        run(f"{PAGE}/mistake_no_key")
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize([mistake_no_key.revenue], partition_key="east")


def test_with_a_key_it_has(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_no_key",
        {
            "    dg.materialize([revenue])": "    for key in regions."
            "get_partition_keys():\n"
            "        dg.materialize([revenue], partition_key=key)",
        },
    ) == ["revenue of north", "revenue of south"]


def test_a_run_without_a_key_succeeds_if_nobody_reads_the_key(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_key_unnoticed") == ["True", "[]"]


@pytest.mark.parametrize("key", ["north", "south"])
def test_the_same_asset_run_with_a_key_counts(mend: Mend, key: str) -> None:
    assert mend(
        f"{PAGE}/mistake_no_key_unnoticed",
        {"revenue], ": f"revenue], partition_key='{key}', "},
    ) == ["True", f"['{key}']"]


def test_a_key_that_is_listed_twice_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"Duplicate .*\['north'\]"
    ):
        run(f"{PAGE}/mistake_duplicate_key")


def test_a_list_without_doubles_is_accepted() -> None:
    names = list(dict.fromkeys(["north", "south", "north"]))
    regions = dg.StaticPartitionsDefinition(names)
    assert regions.get_partition_keys() == ["north", "south"]


def test_so_it_is_in_the_program(mend: Mend) -> None:
    changes = {
        "dg.": "print(*dg.",
        "([": "(list(dict.fromkeys([",
        "])": "]))).get_partition_keys())",
    }
    mistake = f"{PAGE}/mistake_duplicate_key"
    assert mend(mistake, changes) == ["north south"]


def test_a_text_becomes_a_key_for_each_letter(run: Run) -> None:
    assert run(f"{PAGE}/mistake_text_for_a_list") == [
        "True",
        "['n', 'o', 'r', 't', 'h']",
    ]
    brackets = dg.StaticPartitionsDefinition(["north"])
    assert brackets.get_partition_keys() == ["north"]


def test_in_brackets_it_is_one_key(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_text_for_a_list",
        {'("north")': '(["north"])', '"n"': '"north"'},
    ) == ["True", "['north']"]


def test_a_key_that_you_take_away_stays_materialized(run: Run) -> None:
    assert run(f"{PAGE}/mistake_key_taken_away") == ["3 of 2", "['west']"]


def test_it_can_be_run_no_more() -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize([mistake_key_taken_away.revenue], partition_key="west")

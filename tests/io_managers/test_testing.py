"""Every claim of docs/io_managers/testing.md, proved."""

import inspect
import json
from pathlib import Path

import dagster as dg
import pytest

from snippets.io_managers.testing import (
    a_round_trip,
    assets_without_files,
    one_method_at_a_time,
    one_partition,
)
from tests.conftest import Run

PAGE = "io_managers/testing"


def test_a_round_trip_ends_with_the_value_in_a_file(run: Run) -> None:
    assert run(f"{PAGE}/a_round_trip") == ['{"Ada": 50, "Grace": 25}']


def test_the_second_run_loads_and_does_not_store_again(tmp_path: Path) -> None:
    a_round_trip.test_the_next_run_loads_what_this_one_stored(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "stored.json",
        "loaded.json",
    }
    (tmp_path / "stored.json").write_text('{"Ada": 1}')
    result = dg.materialize(
        [a_round_trip.stored, a_round_trip.loaded],
        selection=[a_round_trip.loaded],
        resources={"io_manager": a_round_trip.JsonFiles(folder=str(tmp_path))},
    )
    assert result.output_for_node("loaded") == {"Ada": 1}


@pytest.mark.parametrize(
    ("module", "test"),
    [
        (a_round_trip, "test_the_next_run_loads_what_this_one_stored"),
        (one_method_at_a_time, "test_what_is_stored_can_be_loaded"),
        (one_partition, "test_each_day_has_a_file_of_its_own"),
    ],
)
def test_each_shown_test_fails_when_the_io_manager_loads_something_else(
    module: object, test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = vars(module)["JsonFiles"]
    monkeypatch.setattr(manager, "load_input", lambda self, context: {})
    with pytest.raises(AssertionError):
        vars(module)[test](tmp_path)


def test_the_shown_tests_run_in_pytest_as_they_stand() -> None:
    found = [
        name
        for module in (a_round_trip, one_method_at_a_time, one_partition)
        for name, test in vars(module).items()
        if name.startswith("test_")
        and list(inspect.signature(test).parameters) == ["tmp_path"]
    ]
    assert len(found) == 3


def test_the_shown_test_fails_when_two_days_share_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        one_partition.JsonFiles, "_path", lambda self, day: tmp_path / "all"
    )
    with pytest.raises(AssertionError):
        one_partition.test_each_day_has_a_file_of_its_own(tmp_path)


def test_the_shown_test_fails_when_no_metadata_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dg.OutputContext, "add_output_metadata", lambda self, metadata: None
    )
    with pytest.raises(KeyError):
        one_method_at_a_time.test_what_is_stored_can_be_loaded(tmp_path)


def test_contexts_drive_one_method_at_a_time(run: Run) -> None:
    assert run(f"{PAGE}/one_method_at_a_time") == ["['orders.json']"]


def test_a_partition_has_a_folder_and_a_file_of_its_own(
    tmp_path: Path,
) -> None:
    manager = one_method_at_a_time.JsonFiles(folder=str(tmp_path))
    context = dg.build_output_context(
        asset_key=["shop", "orders"],
        partition_key="2026-01-01",
        asset_partitions_def=one_partition.days,
    )
    manager.handle_output(context, [1])
    stored = tmp_path / "shop" / "orders" / "2026-01-01.json"
    assert json.loads(stored.read_text()) == [1]


def test_two_days_have_two_files(run: Run) -> None:
    assert run(f"{PAGE}/one_partition") == [
        "['2026-01-01.json', '2026-01-02.json']"
    ]


def test_only_the_days_of_the_definition_exist() -> None:
    assert one_partition.days.get_partition_keys() == [
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
    ]


def test_in_memory_nothing_is_written(run: Run, tmp_path: Path) -> None:
    assert run(f"{PAGE}/assets_without_files") == ["[40, 25]"]
    assert not list(tmp_path.iterdir())


def test_the_shown_test_of_assets_fails_when_an_asset_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset
    def revenue(orders: list[int]) -> int:
        return 0

    monkeypatch.setattr(assets_without_files, "revenue", revenue)
    with pytest.raises(AssertionError):
        assets_without_files.test_revenue_adds_all_orders()


def test_a_context_has_only_what_you_give_it(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="access asset_key"
    ):
        run(f"{PAGE}/mistake_context_without_key")


def test_an_output_context_knows_no_dynamic_keys(run: Run) -> None:
    with pytest.raises(Exception, match="instance is not available to load"):
        run(f"{PAGE}/mistake_dynamic_without_instance")


def test_an_input_context_with_an_instance_knows_dynamic_keys() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("customers", ["ada"])
        context = dg.build_input_context(
            asset_key=["orders"],
            partition_key="ada",
            asset_partitions_def=dg.DynamicPartitionsDefinition(
                name="customers"
            ),
            instance=instance,
        )
        assert context.asset_partition_key == "ada"


def test_a_dynamic_partition_is_stored_in_a_run(tmp_path: Path) -> None:
    customers = dg.DynamicPartitionsDefinition(name="customers")

    @dg.asset(partitions_def=customers)
    def orders() -> list[int]:
        return [40]

    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("customers", ["ada"])
        dg.materialize(
            [orders],
            partition_key="ada",
            instance=instance,
            resources={
                "io_manager": one_method_at_a_time.JsonFiles(
                    folder=str(tmp_path)
                )
            },
        )
    assert (tmp_path / "orders" / "ada.json").exists()


def test_memory_stores_what_a_file_cannot(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TypeError, match="set is not JSON serializable"):
        run(f"{PAGE}/mistake_only_in_memory")
    assert capsys.readouterr().out == "True\n"

"""Every claim of docs/io_managers/testing.md, proved."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from snippets.io_managers.testing import (
    a_round_trip,
    assets_without_files,
    mistake_dynamic_without_instance,
    one_method_at_a_time,
    one_partition,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/testing"


def test_the_last_lines_call_the_test_without_pytest(run: Run) -> None:
    assert run(f"{PAGE}/a_round_trip") == []


def test_the_first_run_stores_and_the_second_only_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    class Recorder(a_round_trip.JsonFiles):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            called.append(f"store {context.asset_key.to_user_string()}")
            super().handle_output(context, obj)

        def load_input(self, context: dg.InputContext) -> object:
            called.append(f"load {context.asset_key.to_user_string()}")
            return super().load_input(context)

    monkeypatch.setattr(a_round_trip, "JsonFiles", Recorder)
    a_round_trip.test_the_next_run_loads_what_this_one_stored(tmp_path)
    assert called == ["store stored", "load stored"]
    stored = (tmp_path / "stored").read_text()
    assert stored == '{"Ada": 50, "Grace": 25}'


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
    manager = vars(module).get("JsonFiles") or one_partition.TextFiles
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
        dg.OutputContext, "asset_partition_key", property(lambda _: "all")
    )
    monkeypatch.setattr(
        dg.InputContext, "asset_partition_key", property(lambda _: "all")
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


def test_the_class_under_test_makes_the_folders_that_are_missing(
    tmp_path: Path,
) -> None:
    manager = one_method_at_a_time.JsonFiles(folder=str(tmp_path / "new"))
    for amounts in ([40], [2]):
        context = dg.build_output_context(asset_key=["shop", "orders"])
        manager.handle_output(context, amounts)
    assert (tmp_path / "new/shop/orders.json").read_text() == "[2]"


def test_two_days_have_two_files(run: Run) -> None:
    assert run(f"{PAGE}/one_partition") == ["['2026-01-05', '2026-01-06']"]


def test_the_shown_contexts_know_the_day_and_not_just_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[str] = []

    class Recorder(one_partition.TextFiles):
        def handle_output(self, context: dg.OutputContext, obj: str) -> None:
            starts.append(str(context.asset_partitions_time_window.start))
            super().handle_output(context, obj)

        def load_input(self, context: dg.InputContext) -> str:
            starts.append(str(context.asset_partitions_time_window.start))
            return super().load_input(context)

    monkeypatch.setattr(one_partition, "TextFiles", Recorder)
    one_partition.test_each_day_has_a_file_of_its_own(tmp_path)
    assert [start[:10] for start in starts] == [
        "2026-01-05",
        "2026-01-06",
        "2026-01-05",
    ]


@pytest.mark.parametrize(
    "build", [dg.build_output_context, dg.build_input_context]
)
def test_without_the_definition_any_text_passes_for_a_key(build: Any) -> None:
    key = {"asset_key": ["report"], "partition_key": "no day"}
    context = build(**key)
    assert context.asset_partition_key == "no day"
    with pytest.raises(dg.DagsterInvariantViolationError, match="time window"):
        _ = context.asset_partitions_time_window
    with pytest.raises(ValueError, match="no day"):
        build(**key, asset_partitions_def=one_partition.days)


def test_only_the_days_of_the_definition_exist() -> None:
    assert one_partition.days.get_partition_keys() == [
        "2026-01-05",
        "2026-01-06",
        "2026-01-07",
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
            asset_partitions_def=mistake_dynamic_without_instance.customers,
            instance=instance,
        )
        assert context.asset_partition_key == "ada"


def test_a_dynamic_partition_is_stored_in_a_run(tmp_path: Path) -> None:
    customers = dg.DynamicPartitionsDefinition(name="customers")

    @dg.asset(partitions_def=customers)
    def orders() -> str:
        return "40"

    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("customers", ["ada"])
        dg.materialize(
            [orders],
            partition_key="ada",
            instance=instance,
            resources={
                "io_manager": one_partition.TextFiles(folder=str(tmp_path))
            },
        )
    assert (tmp_path / "ada").read_text() == "40"


def test_memory_stores_what_a_file_cannot(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TypeError, match="set is not JSON serializable"):
        run(f"{PAGE}/mistake_only_in_memory")
    assert capsys.readouterr().out == "{40, 25}\n"


def test_a_list_passes_in_memory_and_in_a_file(
    mend: Mend, tmp_path: Path
) -> None:
    changes = {
        "-> set[int]": "-> list[int]",
        "{40, 25}": "[40, 25]",
        "folder=folder": 'folder="files"',
    }
    (tmp_path / "files").mkdir()
    assert mend(f"{PAGE}/mistake_only_in_memory", changes) == ["[40, 25]"]
    assert (tmp_path / "files/orders.json").read_text() == "[40, 25]"


@pytest.mark.parametrize(
    "build", [dg.build_output_context, dg.build_input_context]
)
def test_a_range_in_place_of_the_key_has_keys_and_a_window(
    build: Callable[..., dg.OutputContext | dg.InputContext],
) -> None:
    days = one_partition.days
    monday, tuesday, wednesday = days.get_partition_keys()
    context = build(
        asset_key=["report"],
        asset_partition_key_range=dg.PartitionKeyRange(monday, tuesday),
        asset_partitions_def=days,
    )
    assert list(context.asset_partition_keys) == [monday, tuesday]
    window = context.asset_partitions_time_window
    assert f"{window.start:%F}" == monday
    assert f"{window.end:%F}" == wednesday

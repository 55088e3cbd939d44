"""Every claim of docs/assets/metadata_per_partition.md, proved."""

from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

import dagster as dg
import pytest

from docs._ext.core.site import ROOT
from snippets.assets.metadata_per_partition import (
    for_all_and_for_each,
    mistake_a_result_for_each_day,
    mistake_day_of_another_run,
    mistake_hidden_by_a_later_event,
    mistake_last_number_for_all,
    mistake_one_number_for_all,
    read_back,
    rows_of_each_day,
    two_assets,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "assets/metadata_per_partition"
FIRST, SECOND = "2025-05-01", "2025-05-02"
BOTH = {
    "dagster/asset_partition_range_start": FIRST,
    "dagster/asset_partition_range_end": SECOND,
}
ADD = (
    'context.add_asset_metadata({"rows": len(AMOUNTS[day])}, partition_key=day)'
)
RIGHT = ["2025-05-01 2", "2025-05-02 1"]


def metadata_of(
    instance: dg.DagsterInstance, asset: str
) -> list[tuple[str | None, dict[str, object]]]:
    """List the own metadata of each materialization, the oldest first."""
    found = instance.fetch_materializations(dg.AssetKey(asset), limit=99)
    return [
        (
            record.partition_key,
            {
                name: value.value
                for name, value in record.asset_materialization.metadata.items()
                if not name.startswith("dagster/")
            },
        )
        for record in reversed(found.records)
        if record.asset_materialization
    ]


def recorded_by(
    asset: dg.AssetsDefinition,
    *,
    tags: dict[str, str] | None = None,
    partition_key: str | None = None,
    raise_on_error: bool = True,
) -> list[tuple[str | None, dict[str, object]]]:
    with dg.instance_for_test() as instance:
        dg.materialize(
            [asset],
            instance=instance,
            tags=tags,
            partition_key=partition_key,
            raise_on_error=raise_on_error,
        )
        return metadata_of(instance, "orders")


@pytest.mark.parametrize(
    "page",
    [
        mistake_a_result_for_each_day,
        mistake_day_of_another_run,
        mistake_hidden_by_a_later_event,
        mistake_last_number_for_all,
        mistake_one_number_for_all,
    ],
)
def test_two_days_have_three_orders(page: ModuleType) -> None:
    assert page.days.get_partition_keys() == [FIRST, SECOND]
    assert page.AMOUNTS == {FIRST: [40, 25], SECOND: [12]}


def test_each_day_of_a_range_gets_its_own_number(run: Run) -> None:
    assert run(f"{PAGE}/rows_of_each_day") == [
        "2025-05-01 2",
        "2025-05-02 0",
        "2025-05-03 1",
    ]


def test_a_backfill_of_the_range_is_one_run_with_a_number_for_each() -> None:
    settings = {
        "run_launcher": {
            "module": "dagster._core.test_utils",
            "class": "MockedRunLauncher",
        },
        "run_coordinator": {
            "module": "dagster._core.run_coordinator",
            "class": "DefaultRunCoordinator",
        },
    }
    with (
        dg.instance_for_test(overrides=settings) as instance,
        run_daemon(rows_of_each_day.defs, instance) as daemon,
    ):
        daemon.backfill("orders", datetime(2025, 5, 8, tzinfo=UTC))
        daemon.turn_backfills()
        [requested] = daemon.runs()
        job = rows_of_each_day.defs.resolve_implicit_global_asset_job_def()
        job.execute_in_process(tags=dict(requested.tags), instance=instance)
        assert metadata_of(instance, "orders") == [
            (FIRST, {"rows": 2}),
            (SECOND, {"rows": 0}),
            ("2025-05-03", {"rows": 1}),
        ]


def test_a_range_on_the_command_line_is_one_run_with_a_number_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "yes")
    # In this process, because another one would only import Dagster again.
    [command] = entry_points(group="console_scripts", name="dg")
    options = [
        *("-f", f"{ROOT}/snippets/{PAGE}/rows_of_each_day.py"),
        *("--assets", "orders"),
        *("--partition-range", f"{FIRST}...{SECOND}"),
    ]
    monkeypatch.setattr("sys.argv", ["dg", "launch", *options])
    with suppress(SystemExit):
        command.load()()
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.get_runs_count() == 1
        assert metadata_of(instance, "orders") == [
            (FIRST, {"rows": 2}),
            (SECOND, {"rows": 0}),
        ]


def test_without_a_key_each_day_gets_it() -> None:
    @dg.asset(partitions_def=rows_of_each_day.days)
    def orders(context: dg.AssetExecutionContext) -> None:
        context.add_asset_metadata({"rows": 9})

    both = [(FIRST, {"rows": 9}), (SECOND, {"rows": 9})]
    assert recorded_by(orders, tags=BOTH) == both


class Kept(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        context.add_output_metadata({"stored": True})

    def load_input(self, context: dg.InputContext) -> None: ...


def test_metadata_of_an_output_and_of_an_io_manager_goes_to_each_day() -> None:
    @dg.asset(partitions_def=rows_of_each_day.days)
    def orders() -> dg.Output[int]:
        return dg.Output(1, metadata={"rows": 9})

    result = dg.materialize(
        [orders], tags=BOTH, resources={"io_manager": Kept()}
    )
    made = result.asset_materializations_for_node("orders")
    assert [
        (each.partition, each.metadata["rows"].value, each.metadata["stored"])
        for each in made
    ] == [(key, 9, dg.MetadataValue.bool(True)) for key in (FIRST, SECOND)]


def test_a_failure_records_nothing_of_the_days_that_were_done() -> None:
    @dg.asset(partitions_def=rows_of_each_day.days)
    def orders(context: dg.AssetExecutionContext) -> None:
        context.add_asset_metadata({"rows": 2}, partition_key=FIRST)
        raise ValueError

    assert recorded_by(orders, tags=BOTH, raise_on_error=False) == []


def test_the_value_of_a_day_replaces_the_value_for_all(run: Run) -> None:
    assert run(f"{PAGE}/for_all_and_for_each") == [
        "2025-05-01 2 may.csv",
        "2025-05-02 0 may.csv",
    ]
    assert for_all_and_for_each.days.get_partition_keys() == [FIRST, SECOND]


def test_two_assets_get_their_own_number_for_each_day(run: Run) -> None:
    assert run(f"{PAGE}/two_assets") == [
        "orders 2025-05-01 2",
        "orders 2025-05-02 1",
        "revenue 2025-05-01 65",
        "revenue 2025-05-02 12",
    ]
    assert two_assets.days.get_partition_keys() == [FIRST, SECOND]


def test_without_an_asset_two_assets_raise_an_error(mend: Mend) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="without providing asset_key"
    ):
        mend(f"{PAGE}/two_assets", {'"orders", day': "partition_key=day"})


def test_the_newest_number_of_each_day_is_read_back(run: Run) -> None:
    assert run(f"{PAGE}/read_back") == ["{'2025-05-01': 5, '2025-05-03': 1}"]


def test_a_day_without_a_run_has_no_number() -> None:
    with dg.instance_for_test() as instance:
        assert read_back.rows_by_day(instance) == {}
    days = read_back.days.get_partition_keys()
    assert days == [FIRST, SECOND, "2025-05-03"]


def test_one_result_is_copied_to_each_day(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_one_number_for_all")
    assert printed == ["2025-05-01 3", "2025-05-02 3"]


def test_a_key_for_each_day_fixes_one_number_for_all(mend: Mend) -> None:
    changes = {
        "-> dg.MaterializeResult": "-> None",
        "    rows = sum(len(AMOUNTS[day]) for day in context.partition_keys)": (
            "    for day in context.partition_keys:"
        ),
        'return dg.MaterializeResult(metadata={"rows": rows})': f"    {ADD}",
    }
    assert mend(f"{PAGE}/mistake_one_number_for_all", changes) == RIGHT


def test_the_last_number_goes_to_each_day(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_last_number_for_all")
    assert printed == ["2025-05-01 1", "2025-05-02 1"]
    asset = mistake_last_number_for_all.orders
    assert recorded_by(asset, partition_key=FIRST) == [(FIRST, {"rows": 2})]


def test_a_key_fixes_the_last_number_for_all(mend: Mend) -> None:
    wrong = 'context.add_output_metadata({"rows": len(AMOUNTS[day])})'
    assert mend(f"{PAGE}/mistake_last_number_for_all", {wrong: ADD}) == RIGHT


def test_add_output_metadata_takes_no_key() -> None:
    @dg.asset(partitions_def=rows_of_each_day.days)
    def orders(context: dg.AssetExecutionContext) -> None:
        wrong = {"metadata": {"rows": 2}, "partition_key": FIRST}
        context.add_output_metadata(**wrong)

    with pytest.raises(TypeError, match="unexpected keyword argument"):
        recorded_by(orders, tags=BOTH)


def test_a_result_for_each_day_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="multiple times"
    ):
        run(f"{PAGE}/mistake_a_result_for_each_day")


def test_the_run_fails_but_the_first_result_counts_for_both_days() -> None:
    asset = mistake_a_result_for_each_day.orders
    recorded = recorded_by(asset, tags=BOTH, raise_on_error=False)
    assert recorded == [(FIRST, {"rows": 2}), (SECOND, {"rows": 2})]
    assert recorded_by(asset, partition_key=SECOND) == [(SECOND, {"rows": 1})]


def test_metadata_through_the_context_fixes_a_result_for_each_day(
    mend: Mend,
) -> None:
    changes = {
        "Iterator[dg.MaterializeResult]": "None",
        'yield dg.MaterializeResult(metadata={"rows": len(AMOUNTS[day])})': ADD,
    }
    assert mend(f"{PAGE}/mistake_a_result_for_each_day", changes) == RIGHT


def test_a_result_takes_no_key() -> None:
    wrong = {"partition_key": FIRST}
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        dg.MaterializeResult(**wrong)  # type: ignore[arg-type]


def test_what_is_logged_is_hidden_when_the_asset_ends(run: Run) -> None:
    assert run(f"{PAGE}/mistake_hidden_by_a_later_event") == [
        "2025-05-01 True",
        "2025-05-02 True",
        "2025-05-01 False",
        "2025-05-02 False",
    ]
    asset = mistake_hidden_by_a_later_event.orders
    assert recorded_by(asset, tags=BOTH) == [
        (FIRST, {"rows": 2}),
        (SECOND, {"rows": 1}),
        (FIRST, {}),
        (SECOND, {}),
    ]


def test_metadata_through_the_context_fixes_what_is_hidden(mend: Mend) -> None:
    wrong = """        metadata = {"rows": len(AMOUNTS[day])}
        context.log_event(
            dg.AssetMaterialization(
                context.asset_key, partition=day, metadata=metadata
            )
        )"""
    mended = mend(
        f"{PAGE}/mistake_hidden_by_a_later_event", {wrong: f"        {ADD}"}
    )
    assert mended == ["2025-05-01 True", "2025-05-02 True"]


def test_a_day_of_another_run_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="'2025-05-02' that is not"
    ):
        run(f"{PAGE}/mistake_day_of_another_run")


def test_the_keys_of_the_run_fix_it(mend: Mend) -> None:
    changes = {
        "for day, amounts in AMOUNTS.items()": (
            "for day in context.partition_keys"
        ),
        "len(amounts)": "len(AMOUNTS[day])",
        '    dg.materialize([orders], partition_key="2025-05-01")': (
            '    made = dg.materialize([orders], partition_key="2025-05-01")\n'
            '    event = made.asset_materializations_for_node("orders")[0]\n'
            '    print(event.partition, event.metadata["rows"].value)'
        ),
    }
    mended = mend(f"{PAGE}/mistake_day_of_another_run", changes)
    assert mended == ["2025-05-01 2"]


def test_an_asset_without_partitions_takes_no_key() -> None:
    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        context.add_asset_metadata({"rows": 1}, partition_key=FIRST)

    with pytest.raises(
        dg.DagsterInvariantViolationError, match="without a partitions def"
    ):
        recorded_by(orders)


def test_a_run_of_the_first_program_stays_in_one_process() -> None:
    assert rows_of_each_day.defs.executor == dg.in_process_executor

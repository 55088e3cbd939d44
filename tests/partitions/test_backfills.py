"""Every claim of docs/partitions/backfills.md, proved."""

import subprocess
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
from dagster_duckdb import DuckDBResource

from snippets.partitions.backfills import (
    count_each_day,
    how_many_runs,
    last_seven_days,
    one_run_for_a_range,
    ranges_of_missing_days,
    resume_after_a_failure,
)
from tests._harness.daemon import run_daemon
from tests.conftest import ROOT, Mend, Run

PAGE = "partitions/backfills"
START = "dagster/asset_partition_range_start"
END = "dagster/asset_partition_range_end"

MATERIALIZED = dg.AssetPartitionStatus.MATERIALIZED
FAILED = dg.AssetPartitionStatus.FAILED
IN_PROGRESS = dg.AssetPartitionStatus.IN_PROGRESS


def test_only_what_failed_runs_again(run: Run) -> None:
    assert run(f"{PAGE}/resume_after_a_failure") == [
        "2025-05-01 is done",
        "2025-05-02 failed",
        "2025-05-03 is done",
        "2025-05-02 is done",
    ]


@pytest.mark.parametrize(
    ("asset", "key", "amount"),
    [
        (resume_after_a_failure.daily_revenue, "2025-05-02", "thirty"),
        (count_each_day.daily_revenue, "2025-05-03", "ten"),
    ],
)
def test_what_fails_is_an_amount_that_is_no_number(
    asset: dg.AssetsDefinition, key: str, amount: str
) -> None:
    with pytest.raises(ValueError, match=f"'{amount}'"):
        dg.materialize([asset], partition_key=key)


def test_the_instance_knows_what_the_last_run_of_each_key_came_to() -> None:
    days = resume_after_a_failure.days
    seen: list[object] = []

    @dg.asset(partitions_def=days)
    def daily_revenue(context: dg.AssetExecutionContext) -> None:
        key = context.partition_key
        seen.append(status()[key])
        if key == "2025-05-02":
            raise ValueError

    def status() -> dict[str, object]:
        keys = days.get_partition_keys()
        found = instance.get_status_by_partition(daily_revenue.key, keys, days)
        return dict(found or {})

    with dg.instance_for_test() as instance:
        assert status() == {}
        for key in ("2025-05-01", "2025-05-02"):
            dg.materialize(
                [daily_revenue],
                partition_key=key,
                instance=instance,
                raise_on_error=False,
            )
        assert seen == [IN_PROGRESS, IN_PROGRESS]
        assert status() == {
            "2025-05-01": MATERIALIZED,
            "2025-05-02": FAILED,
            "2025-05-03": None,
        }


def test_a_key_that_is_in_progress_is_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    days = resume_after_a_failure.days

    @dg.asset(partitions_def=days)
    def daily_revenue(context: dg.AssetExecutionContext) -> None:
        resume_after_a_failure.backfill(instance)

    with dg.instance_for_test() as instance:
        dg.materialize(
            [daily_revenue], partition_key="2025-05-01", instance=instance
        )
    assert capsys.readouterr().out.splitlines() == [
        "2025-05-02 failed",
        "2025-05-03 is done",
    ]


def test_an_instance_for_tests_forgets_everything_at_the_end() -> None:
    asset = resume_after_a_failure.daily_revenue
    with dg.instance_for_test() as instance:
        dg.materialize([asset], partition_key="2025-05-01", instance=instance)
        assert instance.get_materialized_partitions(asset.key)
    with dg.instance_for_test() as instance:
        assert not instance.get_materialized_partitions(asset.key)


def test_the_instance_of_your_ui_is_in_the_folder_dagster_home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    with pytest.raises(dg.DagsterError, match="DAGSTER_HOME"):
        dg.DagsterInstance.get()
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    # Before 1.11, Dagster prints a notice about telemetry into a new folder's.
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}")
    asset = how_many_runs.orders
    with dg.DagsterInstance.get() as instance:
        dg.materialize([asset], partition_key="2025-05-01", instance=instance)
    with dg.DagsterInstance.get() as instance:
        done = instance.get_materialized_partitions(asset.key)
    assert done == {"2025-05-01"}
    assert capsys.readouterr().out == "2025-05-01\n"


@pytest.mark.parametrize(
    "asset", [how_many_runs.customers, how_many_runs.daily_revenue]
)
def test_an_asset_with_a_policy_gets_all_keys_of_its_run(
    asset: dg.AssetsDefinition, capsys: pytest.CaptureFixture[str]
) -> None:
    tags = {
        "dagster/asset_partition_range_start": "2025-05-01",
        "dagster/asset_partition_range_end": "2025-05-02",
    }
    with dg.instance_for_test() as instance:
        dg.materialize([asset], instance=instance, tags=tags)
    assert capsys.readouterr().out == "2025-05-01 2025-05-02\n"


def test_one_run_does_a_range_and_both_ends_belong_to_it(run: Run) -> None:
    assert run(f"{PAGE}/one_run_for_a_range") == [
        "[('2025-05-01', 65), ('2025-05-02', 30), ('2025-05-03', 10)]"
    ]


@pytest.fixture
def shop(tmp_path: Path) -> DuckDBResource:
    shop = DuckDBResource(database=f"{tmp_path}/shop.duckdb")
    with shop.get_connection() as connection:
        connection.execute(
            "create table revenue (day text primary key, amount int);"
            "create table orders as from (values ('2025-05-03', 10), "
            "('2025-05-04', 5), ('2025-05-04', 2)) as orders(day, amount)"
        )
    return shop


def test_all_days_of_the_range_count_as_materialized(
    shop: DuckDBResource,
) -> None:
    asset = one_run_for_a_range.daily_revenue
    with dg.instance_for_test() as instance:
        dg.materialize(
            [asset],
            resources={"shop": shop},
            instance=instance,
            tags={START: "2025-05-02", END: "2025-05-04"},
        )
        done = instance.get_materialized_partitions(asset.key)
    assert done == {"2025-05-02", "2025-05-03", "2025-05-04"}


def test_a_run_for_one_key_goes_through_the_same_asset(
    shop: DuckDBResource,
) -> None:
    for _ in range(2):
        dg.materialize(
            [one_run_for_a_range.daily_revenue],
            resources={"shop": shop},
            partition_key="2025-05-04",
        )
    with shop.get_connection() as connection:
        rows = connection.sql("from revenue").fetchall()
    assert rows == [("2025-05-04", 7)]


def test_a_day_that_is_done_in_between_starts_another_run(run: Run) -> None:
    assert run(f"{PAGE}/ranges_of_missing_days") == [
        "2025-05-02",
        "2025-05-01",
        "2025-05-03 2025-05-04 2025-05-05",
        "2025-05-06 2025-05-07",
    ]


def test_nothing_missing_is_no_range() -> None:
    asset = ranges_of_missing_days.daily_revenue
    with dg.instance_for_test() as instance:
        tags = {START: "2025-05-01", END: "2025-05-07"}
        assert len(ranges_of_missing_days.missing_ranges(instance, 9)) == 1
        dg.materialize([asset], instance=instance, tags=tags)
        assert ranges_of_missing_days.missing_ranges(instance, 2) == []


@dg.asset(partitions_def=one_run_for_a_range.days)
def orders() -> None: ...


def start_run(instance: dg.DagsterInstance) -> dg.DagsterRun:
    """Give a run of one day that has no process, as after a kill."""
    defs = dg.Definitions(assets=[orders])
    return instance.create_run_for_job(
        defs.resolve_implicit_global_asset_job_def(),
        tags={"dagster/partition": "2025-05-01"},
        asset_selection=frozenset([orders.key]),
    )


def status(instance: dg.DagsterInstance) -> dg.AssetPartitionStatus | None:
    days, keys = one_run_for_a_range.days, ["2025-05-01"]
    found = instance.get_status_by_partition(orders.key, keys, days)
    return (found or {}).get(keys[0])


def test_a_run_that_materializes_a_key_and_then_fails_counts() -> None:
    @dg.asset(partitions_def=one_run_for_a_range.days, deps=[orders])
    def revenue() -> None:
        raise ValueError

    with dg.instance_for_test() as instance:
        result = dg.materialize(
            [orders, revenue],
            instance=instance,
            partition_key="2025-05-01",
            raise_on_error=False,
        )
        assert not result.success
        assert status(instance) == MATERIALIZED


def test_a_killed_run_is_in_progress_until_it_is_reported() -> None:
    with dg.instance_for_test() as instance:
        run = start_run(instance)
        assert status(instance) == IN_PROGRESS
        instance.report_run_failed(run)
        assert status(instance) == FAILED


def test_a_canceled_run_is_no_run() -> None:
    with dg.instance_for_test() as instance:
        instance.report_run_canceled(start_run(instance))
        assert status(instance) is None


def test_the_last_week_ends_yesterday(run: Run) -> None:
    assert run(f"{PAGE}/last_seven_days") == ["2025-05-13 2025-05-19"]
    revenue = last_seven_days.daily_revenue
    assert revenue.partitions_def == last_seven_days.days


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2025, 5, 19, 23, 59, tzinfo=UTC), "2025-05-18"),
        (datetime(2025, 5, 20, tzinfo=UTC), "2025-05-19"),
    ],
)
def test_today_has_no_key_before_midnight(now: datetime, last: str) -> None:
    assert last_seven_days.last_week(now)[END] == last


def backfill_through_the_daemon(
    asset: str, keys: list[str] | None = None
) -> list[dict[str, str]]:
    """Ask for keys or all of them, as the UI does; the daemon works once.

    Returns:
        The tags of each run, oldest first.
    """
    with run_daemon(how_many_runs.defs) as daemon:
        daemon.backfill(asset, datetime(2025, 5, 8, tzinfo=UTC), keys)
        daemon.turn_backfills()
        return [dict(run.tags) for run in daemon.runs()]


@pytest.mark.parametrize(
    ("asset", "runs"),
    [
        ("orders", [(1, 1), (2, 2), (3, 3), (4, 4)]),
        ("customers", [(1, 3), (4, 4)]),
        ("daily_revenue", [(1, 4)]),
    ],
)
def test_the_policy_says_how_many_runs_a_backfill_queues_at_once(
    asset: str, runs: list[tuple[int, int]]
) -> None:
    tags = backfill_through_the_daemon(asset)
    keys = [
        (
            each.get(START, each.get("dagster/partition")),
            each.get(END, each.get("dagster/partition")),
        )
        for each in tags
    ]
    assert keys == [
        (f"2025-05-0{first}", f"2025-05-0{last}") for first, last in runs
    ]


def test_a_single_run_is_one_unbroken_range() -> None:
    keys = ["2025-05-01", "2025-05-02", "2025-05-04"]
    tags = backfill_through_the_daemon("daily_revenue", keys)
    assert [(each.get(START), each.get(END)) for each in tags] == [
        ("2025-05-01", "2025-05-02"),
        ("2025-05-04", "2025-05-04"),
    ]


def test_the_policy_is_in_beta_and_warns() -> None:
    with pytest.warns(dg.BetaWarning, match="Parameter `backfill_policy`"):
        dg.asset(
            name="orders",
            partitions_def=how_many_runs.days,
            backfill_policy=dg.BackfillPolicy.single_run(),
        )(lambda: None)


def test_the_filter_hides_this_warning_and_no_other(
    run: Run, recwarn: pytest.WarningsRecorder
) -> None:
    run(f"{PAGE}/how_many_runs")
    assert not recwarn
    warnings.warn("another", dg.BetaWarning, stacklevel=1)
    assert len(recwarn) == 1


def test_a_run_stays_in_one_process() -> None:
    assert how_many_runs.defs.executor == dg.in_process_executor


@pytest.mark.timeout(120)
def test_the_command_line_refuses_a_range_for_other_policies(
    tmp_path: Path,
) -> None:
    said = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dg")), "launch"),
            *("-f", f"{ROOT}/snippets/{PAGE}/how_many_runs.py"),
            *("--assets", "customers"),
            *("--partition-range", "2025-05-01...2025-05-03"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode
    assert "require all selected assets to have a BackfillPolicy" in said.stderr


def test_an_asset_that_asks_for_one_key_fails_for_a_range(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="range of partitions"
    ):
        run(f"{PAGE}/mistake_partition_key_in_a_range")


def test_an_asset_that_asks_for_all_keys_does_not(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_partition_key_in_a_range",
        {"context.partition_key)": "*context.partition_keys)"},
    ) == ["revenue of 2025-05-01 2025-05-02 2025-05-03"]


def test_the_default_io_manager_stores_no_value_for_a_range(run: Run) -> None:
    with pytest.raises(Exception, match="does not support persisting"):
        run(f"{PAGE}/mistake_value_for_a_range")


def test_an_asset_that_returns_none_needs_no_io_manager(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_value_for_a_range",
        {
            "-> dict[str, int]:": "-> None:",
            "return {": "print({",
            "context.partition_keys}": "context.partition_keys})",
        },
    ) == ["{'2025-05-01': 40, '2025-05-02': 30, '2025-05-03': 10}"]


def test_a_loop_ends_at_the_first_failure(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError, match="'thirty'"):
        run(f"{PAGE}/mistake_stops_at_the_first_failure")
    assert capsys.readouterr().out.splitlines() == ["2025-05-01 is done"]


def test_a_loop_that_raises_nothing_goes_on(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_stops_at_the_first_failure",
        {
            "dg.materialize([daily_revenue], partition_key=key)": "result = "
            "dg.materialize(\n            [daily_revenue], partition_key=key, "
            "raise_on_error=False\n        )",
            'print(key, "is done")': "print(key, result.success)",
        },
    ) == ["2025-05-01 True", "2025-05-02 False", "2025-05-03 True"]


def test_a_run_that_fails_counts_for_no_day_of_its_range(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_day_fails_all") == [
        "['2025-05-01', '2025-05-02'] are stored",
        "[] count",
    ]


def test_once_its_last_day_is_mended_all_days_count(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_one_day_fails_all",
        {'"ten"': '"10"', "list(stored)": "stored"},
    ) == [
        "{'2025-05-01': 40, '2025-05-02': 30, '2025-05-03': 10} are stored",
        "['2025-05-01', '2025-05-02', '2025-05-03'] count",
    ]


def test_a_recorded_day_counts_although_a_later_one_fails(run: Run) -> None:
    assert run(f"{PAGE}/count_each_day") == [
        "['2025-05-01', '2025-05-02'] count"
    ]


def test_a_range_that_succeeds_records_each_day_a_second_time() -> None:
    asset = count_each_day.daily_revenue
    with dg.instance_for_test() as instance:
        result = dg.materialize(
            [asset],
            instance=instance,
            tags={START: "2025-05-01", END: "2025-05-02"},
        )
    recorded = [e.partition for e in result.get_asset_materialization_events()]
    assert recorded == ["2025-05-01", "2025-05-02"] * 2
    assert count_each_day.stored == {"2025-05-01": 40, "2025-05-02": 30}


def test_a_range_the_wrong_way_round_succeeds_and_does_nothing(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_range_backwards") == [
        "revenue of 0 days",
        "True",
    ]


def test_the_right_way_round_it_has_three_days(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_range_backwards",
        {
            'start": "2025-05-03"': 'start": "2025-05-01"',
            'end": "2025-05-01"': 'end": "2025-05-03"',
        },
    ) == ["revenue of 3 days", "True"]


def test_keys_are_in_order() -> None:
    keys = one_run_for_a_range.days.get_partition_keys()
    assert keys == sorted(keys)


def test_a_later_failure_does_not_take_a_key_away(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_done_and_failed")
    assert printed[0] == "['2025-05-01'] count"
    assert "FAILED" in printed[1]

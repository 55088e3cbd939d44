"""Every claim of docs/freshness/external.md, proved."""

import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType, SimpleNamespace

import dagster as dg
import pytest

from snippets.freshness.external import (
    age_of_the_rows,
    mistake_at_each_tick,
    mistake_observed,
    mistake_policy_of_a_source,
    mistake_time_in_metadata,
    reported_when_it_changed,
    several_tables,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run
from tests.freshness.conftest import HOUR, MINUTE, NINE, look, policy_of

PAGE = "freshness/external"
SENSOR = "look_at_prices"
PASS, FAIL, UNKNOWN = "PASS", "FAIL", "UNKNOWN"
DAY = timedelta(days=1)

pytestmark = pytest.mark.filterwarnings("ignore::dagster.BetaWarning")


@pytest.fixture
def warehouse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> reported_when_it_changed.Warehouse:
    """Give the warehouse of the definitions, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    made = reported_when_it_changed.Warehouse(path="shop.duckdb")
    made.ask("create table prices (loaded_at text)")
    return made


def load(warehouse: reported_when_it_changed.Warehouse, at: datetime) -> None:
    """Write into the warehouse, as the other team does."""
    warehouse.ask(f"insert into prices values ('{at.isoformat()}')")


def test_each_loading_is_reported_once(run: Run) -> None:
    assert run(f"{PAGE}/reported_when_it_changed") == ["1", "0"]
    page = reported_when_it_changed
    assert page.shop["warehouse"].path == "shop.duckdb"
    assert policy_of(page.prices) == page.a_day


def test_the_daemon_reports_and_the_prices_are_late_after_a_day(
    warehouse: reported_when_it_changed.Warehouse,
) -> None:
    with run_daemon(reported_when_it_changed.defs) as daemon:
        load(warehouse, NINE)
        found = []
        for hours in (0, 12, 23, 24, 25):
            at = NINE + hours * HOUR
            daemon.turn_sensors(at)
            found.append(look(daemon, "prices", at))
        assert found == [PASS, PASS, PASS, FAIL, FAIL]
        load(warehouse, NINE + 26 * HOUR)
        daemon.turn_sensors(NINE + 26 * HOUR)
        assert look(daemon, "prices", NINE + 26 * HOUR) == PASS
        told = [tick.said for tick in daemon.ticks(SENSOR)]
        since = "not loaded since 2026-05-04T09:00:00+00:00"
        assert told[1:5] == [since] * 4
        assert daemon.runs() == []


def test_an_update_is_as_old_as_the_tick_that_saw_it(
    warehouse: reported_when_it_changed.Warehouse,
) -> None:
    with run_daemon(reported_when_it_changed.defs) as daemon:
        load(warehouse, NINE)
        daemon.turn_sensors(NINE + 20 * HOUR)
        at = NINE + 44 * HOUR
        assert look(daemon, "prices", at - MINUTE) == PASS
        assert look(daemon, "prices", at) == FAIL


def test_an_observation_does_not_count(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_observed"
    assert run(name) == ["None"]
    with run_daemon(mistake_observed.defs) as daemon:
        event = dg.AssetObservation("prices")
        daemon.instance.report_runless_asset_event(event)
        assert look(daemon, "prices", datetime.now(UTC)) == UNKNOWN
        daemon.report("prices", NINE)
        daemon.instance.report_runless_asset_event(event)
        assert look(daemon, "prices", NINE + DAY) == FAIL
    fixed = {
        "AssetObservation(": "AssetMaterialization(",
        "print(instance": "print(type(instance",
        "(prices.key))": "(prices.key)).__name__)",
    }
    assert mend(name, fixed) == ["EventLogEntry"]


def test_reported_at_each_tick_it_is_never_late(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/mistake_at_each_tick") == ["1", "1", "1"]
    monkeypatch.chdir(tmp_path)
    with run_daemon(mistake_at_each_tick.defs) as daemon:
        daemon.turn_sensors(NINE)
        assert look(daemon, "prices", NINE) == UNKNOWN
        Path("prices.csv").touch()
        for days in range(1, 9):
            daemon.turn_sensors(NINE + days * DAY)
            assert look(daemon, "prices", NINE + days * DAY) == PASS


def test_with_a_cursor_it_is_reported_when_it_changed(mend: Mend) -> None:
    changes = {
        "[dg.AssetMaterialization(prices.key)] if file.exists() else []": (
            "[dg.AssetMaterialization(prices.key)]\n"
            "    changed = str(file.stat().st_mtime_ns)\n"
            "    if changed == context.cursor:\n"
            "        return dg.SkipReason('as before')"
        ),
        "asset_events=events)": "asset_events=events, cursor=changed)",
        "        for _ in": "        cursor = None\n        for _ in",
        'resources={"file": file})': 'resources={"file": file}, cursor=cursor)',
        "            print(len(look_at_prices.evaluate_tick(context)"
        ".asset_events))": "            tick = look_at_prices."
        "evaluate_tick(context)\n            cursor = tick.cursor or cursor\n"
        "            print(len(tick.asset_events))",
    }
    fixed = mend(f"{PAGE}/mistake_at_each_tick", changes)
    assert fixed == ["1", "0", "0"]


def test_a_time_in_metadata_is_not_read(run: Run) -> None:
    assert run(f"{PAGE}/mistake_time_in_metadata") == ["True"]
    key = "dagster/last_updated_timestamp"
    long_ago = NINE - 100 * DAY
    with run_daemon(mistake_time_in_metadata.defs) as daemon:
        event = dg.AssetMaterialization(
            "prices", metadata={key: dg.MetadataValue.timestamp(long_ago)}
        )
        daemon.instance.report_runless_asset_event(event)
        assert look(daemon, "prices", datetime.now(UTC)) == PASS


def test_the_rows_tell_their_age(run: Run) -> None:
    assert run(f"{PAGE}/age_of_the_rows") == ["False", "True"]
    page = age_of_the_rows
    assert timedelta(seconds=page.A_DAY) == DAY
    assert page.shop["warehouse"].path == "shop.duckdb"


@pytest.mark.parametrize(("seconds", "passed"), [(-1, True), (0, False)])
def test_a_day_is_the_limit(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seconds: int,
    passed: bool,
) -> None:
    page = age_of_the_rows
    monkeypatch.chdir(tmp_path)
    warehouse = page.Warehouse(path="shop.duckdb")
    now = NINE.timestamp()
    monkeypatch.setattr(page, "time", SimpleNamespace(time=lambda: now))
    loaded_at = now - page.A_DAY - seconds
    warehouse.ask(f"create table prices as select {loaded_at} as loaded_at")
    run = page.defs.resolve_implicit_global_asset_job_def()
    [found] = run.execute_in_process().get_asset_check_evaluations()
    assert (found.asset_key, found.passed) == (page.prices.key, passed)


def test_a_policy_of_an_observable_source_is_dropped(run: Run) -> None:
    assert run(f"{PAGE}/mistake_policy_of_a_source") == ["None"]
    with run_daemon(mistake_policy_of_a_source.defs) as daemon:
        daemon.report("prices", NINE)
        assert look(daemon, "prices", NINE) == "NOT_APPLICABLE"


def test_a_spec_keeps_its_policy(mend: Mend) -> None:
    changes = {
        "@dg.observable_source_asset(freshness_policy=a_day)\n"
        "def prices() -> dg.DataVersion:\n"
        '    return dg.DataVersion("1")': 'prices = dg.AssetSpec("prices", '
        "freshness_policy=a_day)"
    }
    [told] = mend(f"{PAGE}/mistake_policy_of_a_source", changes)
    assert told.startswith("TimeWindowFreshnessPolicy")


@pytest.mark.parametrize(
    "page",
    [
        mistake_at_each_tick,
        mistake_observed,
        mistake_time_in_metadata,
        reported_when_it_changed,
    ],
)
def test_the_prices_may_be_a_day_old(page: ModuleType) -> None:
    day = dg.FreshnessPolicy.time_window(fail_window=DAY)
    assert policy_of(page.prices) == page.a_day == day
    assert page.prices.key == dg.AssetKey("prices")
    assert page.defs.assets == [page.prices]


@pytest.mark.parametrize(
    "name",
    ["mistake_materialized", "mistake_policy_of_a_source", "several_tables"],
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    told = [str(each.message) for each in recwarn]
    # Dagster's own code, when it builds an observation job.
    deprecated = "Property `OpDefinition.version` is deprecated"
    others = [text for text in told if not text.startswith(deprecated)]
    assert others == ["another"]


def test_one_run_looks_at_several_tables(run: Run) -> None:
    told = ["prices False", "stock True"]
    assert run(f"{PAGE}/several_tables") == told
    page = several_tables
    assert timedelta(seconds=page.A_DAY) == DAY
    assert page.shop["warehouse"].path == "shop.duckdb"


def test_each_table_has_an_observation_and_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = several_tables
    now = NINE.timestamp()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(page, "time", SimpleNamespace(time=lambda: now))
    warehouse = page.Warehouse(path="shop.duckdb")
    ages = {"prices": page.A_DAY, "stock": page.A_DAY - 1}
    for name, age in ages.items():
        warehouse.ask(f"create table {name} (loaded_at double)")
        warehouse.ask(f"insert into {name} values ({now - age})")
    look_at_all = page.defs.resolve_implicit_global_asset_job_def()
    with dg.DagsterInstance.ephemeral() as instance:
        run = look_at_all.execute_in_process(instance=instance)
        assert not run.get_asset_materialization_events()
        found = {
            (result.asset_key.to_user_string(), result.check_name): (
                result.passed
            )
            for result in run.get_asset_check_evaluations()
        }
        assert found == {
            ("prices", "is_fresh"): False,
            ("stock", "is_fresh"): True,
        }
        for name, age in ages.items():
            [record] = instance.fetch_observations(
                dg.AssetKey(name), limit=1
            ).records
            assert record.asset_observation
            [metadata] = record.asset_observation.metadata.items()
            at = dg.MetadataValue.timestamp(now - age)
            assert metadata == ("loaded_at", at)


def test_a_schedule_looks_at_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = several_tables
    monkeypatch.chdir(tmp_path)
    for name in page.TABLES:
        sql = f"create table {name} as select 0::double as loaded_at"
        page.Warehouse(path="shop.duckdb").ask(sql)
    hourly = dg.ScheduleDefinition(
        name="hourly",
        cron_schedule="0 * * * *",
        target=[page.look_at_tables],
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
    defs = dg.Definitions.merge(page.defs, dg.Definitions(schedules=[hourly]))
    with run_daemon(defs, executes=True) as daemon:
        daemon.turn_schedules(NINE - MINUTE)
        daemon.turn_schedules(NINE + MINUTE)
        for name in page.TABLES:
            key = dg.AssetKey(name)
            seen = daemon.instance.fetch_observations(key, limit=9)
            assert len(seen.records) == 1


def test_materializing_observes_nothing(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_materialized"
    assert run(name) == ["True 0"]
    job = "defs.resolve_implicit_global_asset_job_def().execute_in_process("
    changes = {
        "dg.materialize([prices], ": job,
        'raise ConnectionError("no such warehouse")': (
            'return dg.DataVersion("1")'
        ),
    }
    assert mend(name, changes) == ["True 1"]

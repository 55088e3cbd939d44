"""Every claim of docs/partitions/jobs_and_schedules.md, proved."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.partitions.jobs_and_schedules import (
    a_database_for_each_region,
    each_region,
    every_night,
    mistake_clock_of_another_place,
    mistake_todays_key,
    the_last_three_days,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "partitions/jobs_and_schedules"
KEY = "dagster/partition"

# Dagster's own schedule calls a method that Dagster deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:.*run_request_for_partition")


def ask(defs: dg.Definitions, name: str, when: datetime) -> list[dg.RunRequest]:
    with dg.build_schedule_context(
        scheduled_execution_time=when, repository_def=defs.get_repository_def()
    ) as context:
        schedule = defs.resolve_schedule_def(name)
        return list(schedule.evaluate_tick(context).run_requests or [])


# An asset with keys of its own, which no job here selects.
COSTS = """
@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["rent"]))
def costs() -> None: ...
"""
TICK = "nightly.evaluate_tick(context)"
PRINT_TICK = f"print(*[r.partition_key for r in {TICK}.run_requests])"


def test_the_schedule_asks_for_the_last_day_that_is_over(run: Run) -> None:
    assert run(f"{PAGE}/every_night") == ["revenue of 2025-05-03"]


@pytest.mark.parametrize(
    ("when", "keys"),
    [
        (datetime(2025, 5, 3, 23, 59, tzinfo=UTC), ["2025-05-02"]),
        (datetime(2025, 5, 4, tzinfo=UTC), ["2025-05-03"]),
        (datetime(2025, 5, 1, 2, tzinfo=UTC), []),
    ],
)
def test_a_day_is_over_at_midnight(when: datetime, keys: list[str]) -> None:
    requests = ask(every_night.defs, "revenue_job_schedule", when)
    assert [request.partition_key for request in requests] == keys


def test_a_job_is_partitioned_like_the_assets_that_it_selects() -> None:
    job = every_night.defs.resolve_job_def("revenue_job")
    assert job.partitions_def == every_night.days


def test_a_job_leaves_the_assets_alone_that_it_does_not_select() -> None:
    days, regions = every_night, a_database_for_each_region
    defs = dg.Definitions.merge(days.defs, regions.defs)
    for name, asset, key in (
        ("revenue_job", days.daily_revenue, "2025-05-01"),
        ("orders_job", regions.orders, "south"),
    ):
        job = defs.resolve_job_def(name)
        run = job.execute_in_process(partition_key=key)
        [event] = run.get_asset_materialization_events()
        assert (event.asset_key, event.partition) == (asset.key, key)


def test_a_tick_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    when = datetime(2025, 5, 4, 2, tzinfo=UTC)
    assert ask(every_night.defs, "revenue_job_schedule", when)
    assert "revenue of" not in capsys.readouterr().out


def test_a_new_schedule_is_stopped_unless_you_say_otherwise() -> None:
    schedule = every_night.defs.resolve_schedule_def("revenue_job_schedule")
    assert schedule.default_status is dg.DefaultScheduleStatus.STOPPED
    running = dg.Definitions(
        assets=[every_night.daily_revenue],
        schedules=[
            dg.build_schedule_from_partitioned_job(
                every_night.revenue_job,
                default_status=dg.DefaultScheduleStatus.RUNNING,
            )
        ],
    ).resolve_schedule_def("revenue_job_schedule")
    assert running.default_status is dg.DefaultScheduleStatus.RUNNING


def test_offsets_and_zones_move_the_tick_or_the_key(run: Run) -> None:
    assert run(f"{PAGE}/when_and_which_key") == [
        "0 0 * * * UTC: 2025-05-13",
        "0 2 * * * UTC: 2025-05-13",
        "0 0 * * * UTC: 2025-05-14",
        "0 0 * * * UTC: 2025-05-12",
        "0 5 * * * UTC: 2025-05-13",
        "0 0 * * * Europe/Berlin: 2025-05-13",
        "0 * * * * UTC: 2025-05-14-05:00",
    ]


def test_one_tick_can_ask_for_several_keys(run: Run) -> None:
    assert run(f"{PAGE}/the_last_three_days") == [
        "2025-05-11",
        "2025-05-12",
        "2025-05-13",
    ]


def test_on_the_second_day_there_is_one_key_to_ask_for() -> None:
    when = datetime(2025, 5, 2, 2, tzinfo=UTC)
    requests = ask(the_last_three_days.defs, "nightly", when)
    assert [r.partition_key for r in requests] == ["2025-05-01"]


def test_the_schedules_tick_at_two() -> None:
    for defs in (the_last_three_days.defs, each_region.defs):
        assert defs.resolve_schedule_def("nightly").cron_schedule == "0 2 * * *"
    schedule = every_night.defs.resolve_schedule_def("revenue_job_schedule")
    assert schedule.cron_schedule == "0 2 * * *"


def test_a_schedule_of_your_own_asks_for_every_key_of_a_list() -> None:
    when = datetime(2025, 5, 2, 2, tzinfo=UTC)
    requests = ask(each_region.defs, "nightly", when)
    asked = [(r.partition_key, r.run_key) for r in requests]
    assert asked == [("north", "north"), ("south", "south")]


def test_a_run_key_counts_for_one_tick() -> None:
    runs = []
    with run_daemon(each_region.defs) as daemon:
        daemon.start("nightly", datetime(2025, 5, 1, 12, tzinfo=UTC))
        for day in (2, 2, 3):
            daemon.turn_schedules(datetime(2025, 5, day, 2, 0, 30, tzinfo=UTC))
            runs.append(sorted(run.tags[KEY] for run in daemon.runs()))
    assert runs == [
        ["north", "south"],
        ["north", "south"],
        ["north", "north", "south", "south"],
    ]


def test_one_request_with_the_tags_of_a_range_is_one_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(partitions_def=the_last_three_days.days)
    def daily_revenue(context: dg.AssetExecutionContext) -> None:
        print(*context.partition_keys)

    job = dg.define_asset_job("revenue_job", selection=[daily_revenue])

    @dg.schedule(job=job, cron_schedule="0 2 * * *")
    def nightly() -> dg.RunRequest:
        return dg.RunRequest(
            tags={
                "dagster/asset_partition_range_start": "2025-05-11",
                "dagster/asset_partition_range_end": "2025-05-13",
            }
        )

    defs = dg.Definitions(
        assets=[daily_revenue], jobs=[job], schedules=[nightly]
    )
    [request] = ask(defs, "nightly", datetime(2025, 5, 14, 2, tzinfo=UTC))
    defs.resolve_job_def("revenue_job").execute_in_process(
        tags=dict(request.tags)
    )
    assert "2025-05-11 2025-05-12 2025-05-13" in capsys.readouterr().out


def test_a_partitioned_config_gives_each_key_its_own(run: Run) -> None:
    assert run(f"{PAGE}/a_database_for_each_region") == [
        "north goes to north.duckdb",
        "south goes to south.duckdb",
    ]


def test_a_request_without_a_config_gets_the_one_of_its_key() -> None:
    @dg.schedule(
        job=a_database_for_each_region.orders_job, cron_schedule="0 2 * * *"
    )
    def nightly() -> dg.RunRequest:
        return dg.RunRequest(partition_key="south")

    defs = dg.Definitions.merge(
        a_database_for_each_region.defs, dg.Definitions(schedules=[nightly])
    )
    [request] = ask(defs, "nightly", datetime(2025, 5, 14, 2, tzinfo=UTC))
    assert request.run_config == a_database_for_each_region.database_of("south")
    assert "south.duckdb" in str(request.run_config)


def test_the_configuration_has_the_keys_of_the_asset() -> None:
    module = a_database_for_each_region
    assert module.orders.partitions_def == module.regions


def test_a_time_zone_of_the_schedule_is_rejected(run: Run) -> None:
    with pytest.raises(Exception, match="Cannot provide cron_schedule or exec"):
        run(f"{PAGE}/mistake_timezone_of_the_schedule")


def test_the_schedule_takes_the_zone_of_the_partitions(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_timezone_of_the_schedule",
        {
            '"2025-05-01"': '"2025-05-01", timezone="Europe/Berlin"',
            ', execution_timezone="Europe/Berlin"\n)\n': f")\n{COSTS}"
            "assets = [daily_revenue, costs]\n"
            "defs = dg.Definitions(assets, schedules=[nightly])\n"
            'nightly = defs.resolve_schedule_def("revenue_job_schedule")\n'
            "print(nightly.cron_schedule, nightly.execution_timezone)\n",
        },
    ) == ["0 0 * * * Europe/Berlin"]


def test_a_cron_string_is_rejected_for_keys_of_a_list_too(run: Run) -> None:
    with pytest.raises(Exception, match="for a time-partitioned job"):
        run(f"{PAGE}/mistake_static_keys")


def test_a_schedule_of_your_own_takes_it(mend: Mend) -> None:
    built = """nightly = dg.build_schedule_from_partitioned_job(
    orders_job, cron_schedule="0 2 * * *"
)
"""
    your_own = f"""{COSTS}
@dg.schedule(job=orders_job, cron_schedule="0 2 * * *")
def nightly():
    for key in regions.get_partition_keys():
        yield dg.RunRequest(run_key=key, partition_key=key)

defs = dg.Definitions([orders, costs], schedules=[nightly])
repository = defs.get_repository_def()
with dg.build_schedule_context(repository_def=repository) as context:
    {PRINT_TICK}
defs.resolve_job_def("orders_job").execute_in_process(partition_key="north")
"""
    mistake = f"{PAGE}/mistake_static_keys"
    assert mend(mistake, {built: your_own}) == ["north south"]


def test_what_would_accept_a_list_is_deprecated() -> None:
    with pytest.warns(DeprecationWarning, match="`partitions_def` of function"):
        job = dg.define_asset_job(
            "orders_job",
            selection=[each_region.orders],
            partitions_def=each_region.regions,
        )
    schedule = dg.build_schedule_from_partitioned_job(
        job, cron_schedule="0 2 * * *"
    )
    assert isinstance(schedule, dg.ScheduleDefinition)


def test_the_run_of_a_plain_schedule_has_no_key(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="non-partitioned run"
    ):
        run(f"{PAGE}/mistake_no_key")


def test_the_run_of_one_built_from_the_job_has_one(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_no_key",
        {
            'ScheduleDefinition(job=revenue_job, cron_schedule="0 2 * * *")': (
                "build_schedule_from_partitioned_job(revenue_job)"
            ),
            "if __name__": f"{COSTS}\nif __name__",
            "assets=[daily_revenue]": "assets=[daily_revenue, costs]",
            "nightly.evaluate_tick": "defs.resolve_schedule_def("
            '"revenue_job_schedule").evaluate_tick',
        },
    ) == ["revenue of 2025-05-03"]


def test_the_day_of_the_tick_is_no_partition_yet(run: Run) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError, match="2025-05-04"):
        run(f"{PAGE}/mistake_todays_key")


def test_with_an_end_offset_it_is(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_todays_key",
        {'"2025-05-01"': '"2025-05-01", end_offset=1', TICK: PRINT_TICK},
    ) == ["2025-05-04"]


def test_a_schedule_called_as_a_function_checks_no_key() -> None:
    with dg.build_schedule_context(
        scheduled_execution_time=datetime(2025, 5, 4, 2, tzinfo=UTC)
    ) as context:
        request = mistake_todays_key.nightly(context)
    assert isinstance(request, dg.RunRequest)
    assert request.partition_key == "2025-05-04"


def test_yesterday_in_one_zone_is_today_in_another(run: Run) -> None:
    with pytest.raises(dg.DagsterUnknownPartitionError, match="2025-05-03"):
        run(f"{PAGE}/mistake_clock_of_another_place")


def test_the_definition_knows_the_last_key_in_either_zone() -> None:
    days = mistake_clock_of_another_place.days
    evening = datetime(2025, 5, 4, 2, tzinfo=UTC)
    there = evening.astimezone(ZoneInfo("America/New_York"))
    for time in (evening, there):
        keys = days.get_partition_keys(current_time=time)
        assert keys[-1] == "2025-05-02"


def test_a_schedule_that_asks_the_definition_requests_it(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_clock_of_another_place",
        {
            "day = context": "now = context",
            " - timedelta(days=1)": "",
            'f"{day:%Y-%m-%d}"': "days.get_partition_keys(now)[-1]",
            TICK: PRINT_TICK,
        },
    ) == ["2025-05-02"]


def test_a_schedule_of_your_own_takes_a_time_zone() -> None:
    @dg.schedule(
        target=[the_last_three_days.daily_revenue],
        cron_schedule="0 2 * * *",
        execution_timezone="America/New_York",
    )
    def nightly() -> None: ...

    assert nightly.execution_timezone == "America/New_York"


def test_several_requests_need_a_run_key_each(run: Run) -> None:
    with pytest.raises(Exception, match="must specify a run_key"):
        run(f"{PAGE}/mistake_no_run_key")


def test_the_key_is_such_a_run_key(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_no_run_key",
        {"Request(part": "Request(run_key=region, part", TICK: PRINT_TICK},
    ) == ["north south"]

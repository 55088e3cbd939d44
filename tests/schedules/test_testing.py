"""Every claim of docs/schedules/testing.md, proved."""

from datetime import UTC, datetime, timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

import dagster as dg
import pytest

from snippets.schedules.testing import (
    a_schedule_for_each_shop,
    a_tick_in_a_test,
    mistake_last_shop_for_all,
    mistake_no_time,
    mistake_same_name,
    mistake_time_of_another_zone,
    skipped_ticks,
    two_schedules_of_one_job,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "schedules/testing"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_two_schedules_run_one_job_in_two_ways(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    printed = ["new orders", "all orders"]
    assert run(f"{PAGE}/two_schedules_of_one_job") == printed
    names = ["each_hour", "each_night"]
    with run_daemon(two_schedules_of_one_job.defs, executes=True) as daemon:
        start = datetime(2025, 5, 1, 22, 30, tzinfo=UTC)
        for name in names:
            daemon.start(name, start)
        for hours in (1, 2, 3):
            daemon.turn_schedules(start + hours * HOUR)
        hours_of = [[t.at.hour for t in daemon.ticks(name)] for name in names]
        assert hours_of == [[23, 1], [0]]
        assert {each.job_name for each in daemon.runs()} == {"orders_job"}
    out = capfd.readouterr().out
    assert out.count("new orders\n") == 2
    assert out.count("all orders\n") == 1


def test_each_is_on_or_off_by_itself() -> None:
    with run_daemon(two_schedules_of_one_job.defs) as daemon:
        daemon.start("each_night", NOON)
        daemon.turn_schedules(NOON + DAY)
        assert len(daemon.ticks("each_night")) == 1
        assert daemon.ticks("each_hour") == []


def test_a_function_makes_a_schedule_for_each_shop(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(f"{PAGE}/a_schedule_for_each_shop") == [
        "berlin_sales 0 20 * * *",
        "sales of berlin",
        "paris_sales 0 19 * * *",
        "sales of paris",
    ]
    page = a_schedule_for_each_shop
    with run_daemon(page.defs, executes=True) as daemon:
        for name in ("berlin_sales", "paris_sales"):
            daemon.start(name, NOON)
        daemon.turn_schedules(NOON + 7.5 * HOUR)
        [paris] = daemon.runs()
        assert paris.tags["dagster/schedule_name"] == "paris_sales"
        assert paris.is_success
        assert "sales of paris\n" in capfd.readouterr().out
        daemon.turn_schedules(NOON + 8.5 * HOUR)
        assert len(daemon.runs()) == 2
        assert "sales of berlin\n" in capfd.readouterr().out


def test_a_schedule_with_another_name_is_another_schedule() -> None:
    def named(name: str) -> dg.Definitions:
        schedule = dg.ScheduleDefinition(
            name, target=[skipped_ticks.sales], cron_schedule="0 20 * * *"
        )
        return dg.Definitions(schedules=[schedule])

    with run_daemon(named("sales_schedule")) as daemon:
        daemon.start("sales_schedule", NOON)
        daemon.turn_schedules(NOON + DAY)
        assert len(daemon.ticks("sales_schedule")) == 1
        daemon.deploy(named("after_closing"))
        daemon.turn_schedules(NOON + 2 * DAY)
        assert daemon.ticks("after_closing") == []
        assert len(daemon.runs()) == 1


def test_the_tests_on_the_page_pass(run: Run) -> None:
    for name in ("a_tick_in_a_test", "skipped_ticks"):
        assert run(f"{PAGE}/{name}") == []


def test_the_first_test_fails_for_another_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = a_tick_in_a_test

    @dg.schedule(
        name="after_closing",
        target=[page.daily_sales],
        cron_schedule="0 20 * * *",
    )
    def yesterday(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        day = context.scheduled_execution_time - DAY
        config = page.Day(date=f"{day:%Y-%m-%d}")
        return dg.RunRequest(run_config=dg.RunConfig({"daily_sales": config}))

    page.test_a_run_loads_the_sales_of_its_day()
    monkeypatch.setattr(page, "after_closing", yesterday)
    with pytest.raises(AssertionError):
        page.test_a_run_loads_the_sales_of_its_day()


def test_the_second_test_fails_for_other_holidays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    skipped_ticks.test_holidays_are_skipped()
    monkeypatch.setattr(skipped_ticks, "HOLIDAYS", {"2025-05-01"})
    with pytest.raises(AssertionError):
        skipped_ticks.test_holidays_are_skipped()


def test_the_daemon_does_in_each_tick_what_the_tests_expect() -> None:
    page = a_tick_in_a_test
    with run_daemon(page.defs, executes=True) as daemon:
        daemon.start("after_closing", NOON)
        for days in range(1, 5):
            daemon.turn_schedules(NOON + days * DAY)
        days_of = [tick.at.day for tick in daemon.ticks("after_closing")]
        assert days_of == [1, 2, 3]
        assert [each.is_success for each in daemon.runs()] == [True] * 3
    defs = dg.Definitions(schedules=[skipped_ticks.after_closing])
    with run_daemon(defs) as daemon:
        daemon.start("after_closing", NOON)
        for days in (1, 2):
            daemon.turn_schedules(NOON + days * DAY)
        ticks = daemon.ticks("after_closing")
        assert [tick.said for tick in ticks] == ["closed on 2025-05-01", ""]
        assert [len(tick.run_ids) for tick in ticks] == [0, 1]


def test_an_evaluation_starts_no_run_and_keeps_no_tick() -> None:
    page = a_tick_in_a_test
    with dg.instance_for_test() as instance:
        with dg.build_schedule_context(
            instance, scheduled_execution_time=NOON
        ) as context:
            assert page.after_closing.evaluate_tick(context).run_requests
        assert instance.get_runs() == []
        assert instance.all_instigator_state() == []


def test_an_evaluation_looks_at_no_configuration_and_at_no_cron_string() -> (
    None
):
    page = a_tick_in_a_test

    @dg.schedule(target=[page.daily_sales], cron_schedule="0 6 * * *")
    def misspelled() -> dg.RunRequest:
        return dg.RunRequest(run_config={"ops": {"sales": {}}})

    defs = dg.Definitions(schedules=[misspelled])
    with dg.build_schedule_context(
        scheduled_execution_time=NOON,
        repository_def=defs.get_repository_def(),
    ) as context:
        [request] = misspelled.evaluate_tick(context).run_requests or []
    with pytest.raises(dg.DagsterInvalidConfigError):
        dg.materialize([page.daily_sales], run_config=request.run_config)


def test_two_schedules_without_names_have_the_same(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match="Duplicate definition found for orders_job_schedule",
    ):
        run(f"{PAGE}/mistake_same_name")


def test_two_names_are_two_schedules(mend: Mend) -> None:
    load = "dg.Definitions.validate_loadable(defs)"
    mended = mend(
        f"{PAGE}/mistake_same_name",
        {
            "ScheduleDefinition(job=orders_job, cron_schedule="
            f'"0 {hour} * * *")': f'ScheduleDefinition("{name}", '
            f'job=orders_job, cron_schedule="0 {hour} * * *")'
            for hour, name in ((6, "morning"), (20, "evening"))
        }
        | {load: f"{load}\n    print(morning.name, evening.name)"},
    )
    assert mended == ["morning evening"]


def test_the_schedules_of_a_loop_run_its_last_shop(run: Run) -> None:
    assert run(f"{PAGE}/mistake_last_shop_for_all") == [
        "berlin_sales paris",
        "paris_sales paris",
    ]
    with run_daemon(mistake_last_shop_for_all.defs) as daemon:
        for name in ("berlin_sales", "paris_sales"):
            daemon.start(name, NOON)
        daemon.turn_schedules(NOON + DAY)
        shops = [each.tags["shop"] for each in daemon.runs()]
        assert shops == ["paris"] * 2
        [tick] = daemon.ticks("berlin_sales")
        assert (tick.at.hour, tick.status) == (20, "SUCCESS")


def test_the_schedules_of_a_function_run_their_own(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_last_shop_for_all",
        {
            'schedules = []\nfor shop in ["berlin", "paris"]:\n': (
                "def after_closing_of(shop):\n"
            ),
            "    schedules.append(after_closing)\n": (
                "    return after_closing\n\n"
                'schedules = [after_closing_of(shop) for shop in ["berlin", '
                '"paris"]]\n'
            ),
        },
    )
    assert mended == ["berlin_sales berlin", "paris_sales paris"]


def test_a_schedule_that_asks_for_the_time_has_to_get_one(
    run: Run, mend: Mend
) -> None:
    with pytest.raises(dg.DagsterError, match="evaluation of schedule after"):
        run(f"{PAGE}/mistake_no_time")
    evaluate = "after_closing.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_no_time",
        {
            "import dagster": "from datetime import datetime\n\nimport dagster",
            "build_schedule_context()": "build_schedule_context("
            "scheduled_execution_time=datetime(2025, 5, 3, 20))",
            evaluate: f"print({evaluate}.run_requests[0].tags['date'])",
        },
    )
    assert mended == ["2025-05-03"]


def test_a_schedule_gets_the_time_from_the_daemon() -> None:
    defs = dg.Definitions(schedules=[mistake_no_time.after_closing])
    with run_daemon(defs) as daemon:
        daemon.start("after_closing", NOON)
        daemon.turn_schedules(NOON + DAY)
        [started] = daemon.runs()
        assert started.tags["date"] == "2025-05-01"
        [tick] = daemon.ticks("after_closing")
        assert tick.at == NOON + 8 * HOUR


def test_a_context_keeps_the_zone_of_a_time_and_the_daemon_does_not(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_time_of_another_zone") == ["2025-05-02"]
    schedules = [mistake_time_of_another_zone.after_closing]
    with run_daemon(dg.Definitions(schedules=schedules)) as daemon:
        daemon.start("after_closing", NOON)
        daemon.turn_schedules(NOON + DAY)
        [started] = daemon.runs()
        assert started.tags["date"] == "2025-05-01"
        [tick] = daemon.ticks("after_closing")
        there = datetime(2025, 5, 1, 20, tzinfo=ZoneInfo("America/New_York"))
        assert tick.at == there == datetime(2025, 5, 2, 0, tzinfo=UTC)


def test_a_time_in_the_zone_of_the_schedule_gives_the_day_of_the_run(
    mend: Mend,
) -> None:
    mended = mend(
        f"{PAGE}/mistake_time_of_another_zone",
        {
            "from datetime import UTC, datetime": (
                "from datetime import datetime\nfrom zoneinfo import ZoneInfo"
            ),
            "datetime(2025, 5, 2, 0, tzinfo=UTC)": (
                'datetime(2025, 5, 1, 20, tzinfo=ZoneInfo("America/New_York"))'
            ),
        },
    )
    assert mended == ["2025-05-01"]


@pytest.mark.parametrize("page", [mistake_same_name, two_schedules_of_one_job])
def test_the_job_is_of_the_orders_alone(page: ModuleType) -> None:
    orders = dg.AssetSelection.assets(page.orders)
    assert page.orders_job.selection == orders


def test_the_schedules_of_all_shops_have_their_asset() -> None:
    page = mistake_last_shop_for_all
    assert page.defs.assets == [page.sales]


def test_the_message_says_which_two_definitions_have_one_name() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.op
    def load() -> None: ...

    job = dg.define_asset_job("orders_job", [orders])
    same = dg.define_asset_job("orders_job", "*")
    schedule = dg.ScheduleDefinition(job=job, cron_schedule="0 6 * * *")
    twin = dg.ScheduleDefinition(job=job, cron_schedule="0 18 * * *")
    other = dg.ScheduleDefinition("other", job=same, cron_schedule="0 6 * * *")

    @dg.sensor(name="orders_job_schedule", job=job)
    def sensor() -> None: ...

    def make_job() -> dg.JobDefinition:
        @dg.job
        def orders_job() -> None:
            load()

        return orders_job

    twice: list[tuple[str, dg.Definitions]] = [
        (
            "found for orders_job_schedule$",
            dg.Definitions([orders], schedules=[schedule, twin]),
        ),
        (
            "found for orders_job_schedule$",
            dg.Definitions([orders], schedules=[schedule], sensors=[sensor]),
        ),
        (
            "found for unresolved job 'orders_job'$",
            dg.Definitions([orders], jobs=[job, same]),
        ),
        (
            "found for unresolved job 'orders_job'$",
            dg.Definitions([orders], jobs=[job], schedules=[other]),
        ),
        (
            "Duplicate job definition found for job 'orders_job'$",
            dg.Definitions(jobs=[make_job(), make_job()]),
        ),
    ]
    for message, defs in twice:
        with pytest.raises(dg.DagsterInvalidDefinitionError, match=message):
            dg.Definitions.validate_loadable(defs)

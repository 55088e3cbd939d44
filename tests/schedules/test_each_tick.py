"""Every claim of docs/schedules/each_tick.md, proved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
import pytest

from snippets.schedules.each_tick import (
    mistake_now,
    mistake_one_field_of_the_job,
    mistake_request_and_reason,
    mistake_returns_config,
    mistake_same_run_key,
    mistake_tags_of_the_decorator,
    one_run_for_each_shop,
    the_day_of_the_tick,
    the_same_each_time,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "schedules/each_tick"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def next_day(daemon: Daemon, name: str) -> list[dg.DagsterRun]:
    """Turn a schedule on and make its ticks until the next noon."""
    daemon.start(name, NOON)
    daemon.turn_schedules(NOON + DAY)
    return daemon.runs()


def test_the_run_gets_the_day_as_configuration_and_as_a_tag(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    page = the_day_of_the_tick
    assert run(f"{PAGE}/the_day_of_the_tick") == [
        "2025-05-01",
        "sales of 2025-05-01",
    ]
    with run_daemon(page.defs, executes=True) as daemon:
        [started] = next_day(daemon, "every_morning")
        assert started.is_success
        assert "sales of 2025-05-01\n" in capfd.readouterr().out
        assert started.tags["dagster/schedule_name"] == "every_morning"
        found = daemon.instance.get_runs(
            dg.RunsFilter(tags={"date": "2025-05-01"})
        )
        assert [each.run_id for each in found] == [started.run_id]
        [tick] = daemon.ticks("every_morning")
        assert tick.at == datetime(2025, 5, 2, 6, tzinfo=UTC)


def test_the_time_of_a_late_tick_is_the_time_for_which_it_was_planned() -> None:
    with run_daemon(the_day_of_the_tick.defs) as daemon:
        daemon.start("every_morning", NOON)
        daemon.turn_schedules(datetime(2025, 5, 3, 5, tzinfo=UTC))
        [started] = daemon.runs()
        assert started.tags["date"] == "2025-05-01"


def test_the_class_takes_no_misspelled_field() -> None:
    with pytest.raises(ValueError, match="dat"):
        the_day_of_the_tick.Day(**{"dat": "2025-05-01"})


@pytest.mark.parametrize(
    ("config", "printed"),
    [
        ({}, "all: at most 5 orders\n"),
        ({"shop": "berlin", "limit": 7}, "berlin: at most 7 orders\n"),
    ],
)
def test_a_request_without_a_config_gets_the_one_of_the_job(
    capfd: pytest.CaptureFixture[str], config: dict[str, Any], printed: str
) -> None:
    page = mistake_one_field_of_the_job
    ops = {"orders": page.Load(**config)} if config else {}

    @dg.schedule(job=page.orders_job, cron_schedule="0 6 * * *")
    def each_morning() -> dg.RunRequest:
        return dg.RunRequest(run_config=dg.RunConfig(ops) if ops else None)

    defs = dg.Definitions([page.orders], schedules=[each_morning])
    with run_daemon(defs, executes=True) as daemon:
        [started] = next_day(daemon, "each_morning")
        assert started.is_success
    assert printed in capfd.readouterr().out


def test_the_same_each_time_needs_no_function(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    page = the_same_each_time
    printed = ["sales", "at most 500 orders"]
    assert run(f"{PAGE}/the_same_each_time") == printed
    with run_daemon(page.defs, executes=True) as daemon:
        daemon.start("hourly", NOON)
        for hours in (1, 2):
            daemon.turn_schedules(NOON + timedelta(hours=hours))
        assert [tick.at for tick in daemon.ticks("hourly")] == [
            NOON + timedelta(hours=hours) for hours in (1, 2)
        ]
        assert [each.tags["team"] for each in daemon.runs()] == ["sales"] * 2
    assert capfd.readouterr().out.count("at most 500 orders\n") == 2


def test_one_tick_starts_a_run_for_each_shop_and_the_next_tick_again(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    shops = ["berlin", "paris"]
    printed = [f"sales of {shop}" for shop in shops]
    assert run(f"{PAGE}/one_run_for_each_shop") == printed
    with run_daemon(one_run_for_each_shop.defs, executes=True) as daemon:
        assert len(next_day(daemon, "every_morning")) == 2
        daemon.turn_schedules(NOON + 2 * DAY)
        assert [each.tags["shop"] for each in daemon.runs()] == shops * 2
        keys = [each.tags["dagster/run_key"] for each in daemon.runs()]
        assert keys == shops * 2
        days = [tick.at.day for tick in daemon.ticks("every_morning")]
        assert days == [2, 3]
    out = capfd.readouterr().out
    assert [out.count(f"{line}\n") for line in printed] == [2, 2]


def test_the_tags_of_the_decorator_are_not_those_of_the_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_tags_of_the_decorator") == [
        "{'dagster/schedule_name': 'every_morning'}"
    ]
    page = mistake_tags_of_the_decorator
    assert page.every_morning.tags == {"team": "sales"}
    defs = dg.Definitions(schedules=[page.every_morning])
    with run_daemon(defs) as daemon:
        [started] = next_day(daemon, "every_morning")
        assert "team" not in started.tags
        [tick] = daemon.ticks("every_morning")
        assert (tick.at.hour, tick.status) == (6, "SUCCESS")


def test_the_tags_of_the_request_are_those_of_the_run(mend: Mend) -> None:
    tags = 'tags={"team": "sales"}'
    assert mend(
        f"{PAGE}/mistake_tags_of_the_decorator",
        {f", {tags}": "", "RunRequest()": f"RunRequest({tags})"},
    ) == ["{'team': 'sales', 'dagster/schedule_name': 'every_morning'}"]


def test_one_field_of_the_request_resets_the_others(
    run: Run, capfd: pytest.CaptureFixture[str]
) -> None:
    printed = "berlin: at most 1000 orders"
    assert run(f"{PAGE}/mistake_one_field_of_the_job") == [printed]
    page = mistake_one_field_of_the_job
    with run_daemon(page.defs, executes=True) as daemon:
        [started] = next_day(daemon, "every_morning")
        assert started.job_name == "orders_job"
        [tick] = daemon.ticks("every_morning")
        assert (tick.at.hour, tick.status) == (6, "SUCCESS")
    assert f"{printed}\n" in capfd.readouterr().out
    job = page.defs.resolve_job_def("orders_job")
    assert job.execute_in_process().success
    assert "all: at most 5 orders\n" in capfd.readouterr().out
    assert dg.materialize([page.orders]).success
    assert "all: at most 1000 orders\n" in capfd.readouterr().out


def test_a_request_with_all_fields_has_them(mend: Mend) -> None:
    one = '{"ops": {"orders": {"config": {"shop": "berlin"}}}}'
    both = 'dg.RunConfig({"orders": Load(shop="berlin", limit=5)})'
    mended = mend(f"{PAGE}/mistake_one_field_of_the_job", {one: both})
    assert mended == ["berlin: at most 5 orders"]


def test_other_assets_keep_the_configuration_of_the_job(
    capfd: pytest.CaptureFixture[str],
) -> None:
    page = mistake_one_field_of_the_job

    @dg.asset
    def returns(config: page.Load) -> None:
        print(f"at most {config.limit} returns")

    job = dg.define_asset_job(
        "both_job",
        selection=[page.orders, returns],
        config=dg.RunConfig(
            {"orders": page.Load(limit=5), "returns": page.Load(limit=6)}
        ),
    )

    @dg.schedule(job=job, cron_schedule="0 6 * * *")
    def each_morning() -> dg.RunRequest:
        config = {"config": {"shop": "berlin"}}
        return dg.RunRequest(run_config={"ops": {"orders": config}})

    defs = dg.Definitions([page.orders, returns], schedules=[each_morning])
    with run_daemon(defs, executes=True) as daemon:
        next_day(daemon, "each_morning")
    out = capfd.readouterr().out
    assert "berlin: at most 1000 orders\n" in out
    assert "at most 6 returns\n" in out


def test_one_run_key_is_one_run_in_a_green_tick(run: Run) -> None:
    assert run(f"{PAGE}/mistake_same_run_key") == [
        "2025-05-02 berlin",
        "2025-05-02 paris",
    ]
    defs = dg.Definitions(schedules=[mistake_same_run_key.every_morning])
    with run_daemon(defs) as daemon:
        [started] = next_day(daemon, "every_morning")
        assert started.tags["shop"] == "berlin"
        [tick] = daemon.ticks("every_morning")
        assert (tick.at.hour, tick.status) == (6, "SUCCESS")


def test_a_run_key_for_each_shop_is_a_run_for_each(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_same_run_key", {"run_key=date": "run_key=name"}
    )
    assert mended == ["berlin berlin", "paris paris"]


def test_a_late_tick_that_asks_the_clock_is_for_the_next_day(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/mistake_now") == ["for the day of the tick: False"]
    late = datetime(2025, 5, 2, 0, 30, tzinfo=UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            assert tz is UTC
            return late

    monkeypatch.setattr(mistake_now, "datetime", Clock)
    defs = dg.Definitions(schedules=[mistake_now.every_evening])
    with run_daemon(defs) as daemon:
        daemon.start("every_evening", NOON)
        daemon.turn_schedules(late)
        [started] = daemon.runs()
        assert started.tags["date"] == "2025-05-02"
        [tick] = daemon.ticks("every_evening")
        assert tick.at == datetime(2025, 5, 1, 23, tzinfo=UTC)


def test_the_time_of_the_tick_is_for_its_own_day(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_now",
        {
            "evening() ": "evening(context) ",
            "datetime.now(UTC)": "context.scheduled_execution_time",
        },
    )
    assert mended == ["for the day of the tick: True"]


@pytest.mark.parametrize(
    ("name", "page", "text"),
    [
        (
            "request_and_reason",
            mistake_request_and_reason,
            "Member of list mismatches type",
        ),
        (
            "returns_config",
            mistake_returns_config,
            r"is not one of \['RunRequest', 'SkipReason'\]",
        ),
    ],
)
def test_other_answers_fail_the_tick(
    run: Run, name: str, page: Any, text: str
) -> None:
    with pytest.raises(Exception, match=text):
        run(f"{PAGE}/mistake_{name}")
    defs = dg.Definitions(schedules=[page.every_morning])
    with run_daemon(defs) as daemon:
        assert next_day(daemon, "every_morning") == []
        [tick] = daemon.ticks("every_morning")
        assert (tick.at.hour, tick.status) == (6, "FAILURE")


def test_a_reason_in_the_log_of_the_tick_goes_with_a_request() -> None:
    @dg.schedule(
        target=[mistake_request_and_reason.sales], cron_schedule="0 6 * * *"
    )
    def each_morning(
        context: dg.ScheduleEvaluationContext,
    ) -> Iterator[dg.RunRequest]:
        yield dg.RunRequest(run_key="berlin")
        context.log.info("paris is closed")

    defs = dg.Definitions(schedules=[each_morning])
    with run_daemon(defs) as daemon:
        [started] = next_day(daemon, "each_morning")
        assert started.tags["dagster/run_key"] == "berlin"
        log_key = ["__repository__", "each_morning", "1"]  # of the first tick
        log: Any = daemon.instance.compute_log_manager
        assert b"paris is closed" in log.get_log_data(log_key).stderr


def test_a_request_with_the_config_is_a_run(mend: Mend) -> None:
    call = "every_morning.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_returns_config",
        {
            'return dg.RunConfig({"orders": Load(limit=5)})': (
                "return dg.RunRequest("
                'run_config=dg.RunConfig({"orders": Load(limit=5)}))'
            ),
            call: f"[request] = {call}.run_requests\n"
            "    dg.materialize([orders], run_config=request.run_config)",
            "Load) -> None: ...": "Load) -> None:\n    print(config.limit)",
        },
    )
    assert mended == ["5"]


def test_the_job_is_of_the_orders_alone() -> None:
    page = mistake_one_field_of_the_job
    orders = dg.AssetSelection.assets(page.orders)
    assert page.orders_job.selection == orders

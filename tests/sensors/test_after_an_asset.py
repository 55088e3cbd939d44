"""Every claim of docs/sensors/after_an_asset.md, proved."""

import warnings
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import ModuleType

import dagster as dg
import pytest

from snippets.sensors.after_an_asset import (
    a_few_events_at_a_time,
    after_two_assets,
    each_day_of_two_assets,
    each_partition,
    mistake_cursor_not_advanced,
    mistake_cursor_of_your_own,
    mistake_last_partition_only,
    mistake_one_parameter,
    mistake_other_code_location,
    only_some_runs,
    with_a_condition,
    with_an_asset_sensor,
)
from tests._harness.daemon import Daemon, run_daemon
from tests.conftest import Mend, Run

PAGE = "sensors/after_an_asset"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEY = "dagster/partition"

pytestmark = [
    pytest.mark.filterwarnings("ignore::dagster.SupersessionWarning"),
    pytest.mark.filterwarnings("ignore::dagster.BetaWarning"),
]


def update(daemon: Daemon, key: str, partition: str | None = None) -> None:
    event = dg.AssetMaterialization(key, partition=partition)
    daemon.instance.report_runless_asset_event(event)


def tick(daemon: Daemon, name: str = "after_orders") -> str:
    """Let the sensor look once more."""
    daemon.turn_sensors(NOON + len(daemon.ticks(name)) * MINUTE)
    return daemon.ticks(name)[-1].status


def requested(daemon: Daemon) -> list[str]:
    return [run.tags[KEY] for run in daemon.runs()]


def test_a_condition_requests_an_asset_after_another(run: Run) -> None:
    assert run(f"{PAGE}/with_a_condition") == ["0", "1"]
    with run_daemon(with_a_condition.defs) as daemon:
        sensor = "default_automation_condition_sensor"
        daemon.start(sensor, NOON)
        daemon.turn_conditions(NOON)
        update(daemon, "orders")
        daemon.turn_conditions(NOON + MINUTE)
        daemon.turn_conditions(NOON + 2 * MINUTE)
        [launched] = daemon.runs()
        assert launched.asset_selection == {dg.AssetKey("revenue")}


def test_an_asset_sensor_can_read_the_tags_of_the_run(run: Run) -> None:
    assert run(f"{PAGE}/only_some_runs") == ["the load is day", "a run"]
    with run_daemon(only_some_runs.defs) as daemon:
        daemon.start("after_the_night", NOON)
        for load in ("day", "night"):
            dg.materialize(
                [only_some_runs.orders],
                instance=daemon.instance,
                tags={"load": load},
            )
            tick(daemon, "after_the_night")
        [mail] = [each for each in daemon.runs() if each.job_name == "mail"]
        assert mail.tags["load"] == "night"
        update(daemon, "orders")  # by no run
        assert tick(daemon, "after_the_night") == "SKIPPED"
        assert daemon.ticks("after_the_night")[-1].said == "the load is None"
    assert only_some_runs.defs.jobs == [only_some_runs.mail]
    assert isinstance(only_some_runs.send, dg.OpDefinition)


def test_the_sensor_of_conditions_is_stopped_at_first() -> None:
    with run_daemon(with_a_condition.defs) as daemon:
        for minutes in (0, 1):
            daemon.turn_conditions(NOON + minutes * MINUTE)
            update(daemon, "orders")
        assert daemon.ticks("default_automation_condition_sensor") == []
        assert daemon.runs() == []


def test_an_asset_sensor_starts_a_job_with_what_was_written(run: Run) -> None:
    assert run(f"{PAGE}/with_an_asset_sensor") == ["sent: 40 orders"]


def test_an_asset_sensor_keeps_its_cursor_itself() -> None:
    with run_daemon(with_an_asset_sensor.defs, executes=True) as daemon:
        daemon.start("after_orders", NOON)
        assert tick(daemon) == "SKIPPED"
        dg.materialize([with_an_asset_sensor.orders], instance=daemon.instance)
        assert [tick(daemon), tick(daemon)] == ["SUCCESS", "SKIPPED"]
        dg.materialize([with_an_asset_sensor.orders], instance=daemon.instance)
        assert [tick(daemon), tick(daemon)] == ["SUCCESS", "SKIPPED"]
        jobs = [r.job_name for r in daemon.runs() if r.job_name == "mail"]
        assert len(jobs) == 2


def test_it_gets_the_newest_of_two_events() -> None:
    with run_daemon(with_an_asset_sensor.defs) as daemon:
        daemon.start("after_orders", NOON)
        for rows in (1, 2):
            event = dg.AssetMaterialization("orders", metadata={"rows": rows})
            daemon.instance.report_runless_asset_event(event)
        tick(daemon)
        [launched] = daemon.runs()
        assert "'rows': 2" in str(launched.run_config)


def test_each_partition_gets_a_run(run: Run) -> None:
    printed = run(f"{PAGE}/each_partition")
    assert printed == ["['east', 'north', 'south', 'west']"]
    with run_daemon(each_partition.defs) as daemon:
        daemon.start("after_orders", NOON)
        for region in ("north", "east"):
            update(daemon, "orders", region)
        tick(daemon)
        update(daemon, "orders", "west")
        assert [tick(daemon), tick(daemon)] == ["SUCCESS", "SKIPPED"]
        assert requested(daemon) == ["north", "east", "west"]


def test_a_tick_reads_100_events_and_the_next_goes_on() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for number in range(101):
            region = "east" if number < 100 else "west"
            instance.report_runless_asset_event(
                dg.AssetMaterialization("orders", partition=region)
            )
        cursor, found = None, []
        for _ in range(3):
            with dg.build_sensor_context(
                instance, cursor=cursor, definitions=each_partition.defs
            ) as context:
                result = each_partition.after_orders.evaluate_tick(context)
            cursor = result.cursor
            found.append(
                [each.partition_key for each in result.run_requests or []]
            )
    assert found == [["east"] * 100, ["west"], []]


def test_after_both_assets_there_is_a_run(run: Run) -> None:
    assert run(f"{PAGE}/after_two_assets") == ["waiting for customers", "a run"]
    with run_daemon(after_two_assets.defs) as daemon:
        daemon.start("after_both", NOON)
        update(daemon, "orders")
        update(daemon, "orders")
        assert tick(daemon, "after_both") == "SKIPPED"
        update(daemon, "customers")
        assert tick(daemon, "after_both") == "SUCCESS"
        assert tick(daemon, "after_both") == "SKIPPED"
        said = daemon.ticks("after_both")[-1].said
        assert said == "waiting for orders, customers"
        update(daemon, "customers")
        assert tick(daemon, "after_both") == "SKIPPED"
        update(daemon, "orders")
        assert tick(daemon, "after_both") == "SUCCESS"
        assert [r.asset_selection for r in daemon.runs()] == [
            {dg.AssetKey("revenue")}
        ] * 2


def test_a_day_gets_a_run_when_both_assets_have_it(run: Run) -> None:
    assert run(f"{PAGE}/each_day_of_two_assets") == [
        "run for 2025-04-29",
        "orders of 2025-04-28 wait",
        "run for 2025-04-28",
    ]
    page, first, last = each_day_of_two_assets, "2025-04-28", "2025-04-30"
    with run_daemon(page.defs) as daemon:
        daemon.start("each_day", NOON)
        update(daemon, "orders", first)
        update(daemon, "orders", last)
        assert tick(daemon, "each_day") == "SKIPPED"
        update(daemon, "prices", last)
        assert tick(daemon, "each_day") == "SUCCESS"
        assert tick(daemon, "each_day") == "SKIPPED"
        update(daemon, "prices", first)
        assert tick(daemon, "each_day") == "SUCCESS"
        update(daemon, "orders", first)
        assert tick(daemon, "each_day") == "SUCCESS"
        assert requested(daemon) == [last, first, first]
    assert page.days.get_partition_keys()[-1] == last
    assert page.revenue.dependency_keys == {page.orders.key, page.prices.key}
    job = page.defs.resolve_job_def("revenue_job")
    assert job.asset_layer.executable_asset_keys == {page.revenue.key}


def test_a_tick_handles_two_events_and_the_next_goes_on(run: Run) -> None:
    name = f"{PAGE}/a_few_events_at_a_time"
    assert run(name) == ["['north', 'south']", "['west']"]
    page, sensor = a_few_events_at_a_time, "two_at_a_time"
    with run_daemon(page.defs) as daemon:
        daemon.start(sensor, NOON)
        for region in ("west", "west", "north"):
            update(daemon, "orders", region)
        statuses = [tick(daemon, sensor) for _ in range(3)]
        assert statuses == ["SUCCESS", "SUCCESS", "SKIPPED"]
        assert requested(daemon) == ["west", "west", "north"]
    assert page.regions.get_partition_keys() == ["north", "south", "west"]
    assert page.revenue.dependency_keys == {page.orders.key}
    job = page.defs.resolve_job_def("revenue_job")
    assert job.asset_layer.executable_asset_keys == {page.revenue.key}


def test_dagster_says_that_conditions_supersede_it() -> None:
    with pytest.warns(dg.SupersessionWarning, match="Declarative Automation"):

        @dg.multi_asset_sensor(monitored_assets=[dg.AssetKey("orders")])
        def after_orders(
            context: dg.MultiAssetSensorEvaluationContext,
        ) -> None: ...


def test_an_asset_sensor_sees_the_last_partition_alone(run: Run) -> None:
    assert run(f"{PAGE}/mistake_last_partition_only") == ["['west']", "[]"]
    with run_daemon(mistake_last_partition_only.defs) as daemon:
        daemon.start("after_orders", NOON)
        for region in ("north", "east"):
            update(daemon, "orders", region)
        assert [tick(daemon), tick(daemon)] == ["SUCCESS", "SKIPPED"]
        assert requested(daemon) == ["east"]


def test_an_asset_sensor_overwrites_your_cursor(run: Run) -> None:
    assert run(f"{PAGE}/mistake_cursor_of_your_own") == ["False"]
    with run_daemon(mistake_cursor_of_your_own.defs) as daemon:
        daemon.start("after_orders", NOON)
        update(daemon, "orders")
        tick(daemon)
        assert (daemon.ticks("after_orders")[-1].cursor or "").isdigit()


def test_the_only_parameter_is_the_context(run: Run) -> None:
    with pytest.raises(AttributeError, match="'SensorEvaluationContext'"):
        run(f"{PAGE}/mistake_one_parameter")


def test_the_second_parameter_is_the_event(mend: Mend) -> None:
    evaluate = "after_orders.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_one_parameter",
        {
            "(event:": "(context, event:",
            evaluate: f"tick = {evaluate}\n            "
            "print(*[list(r.tags) for r in tick.run_requests])",
        },
    )
    [tags] = mended
    assert "'after'" in tags


def test_an_asset_sensor_has_no_target(run: Run) -> None:
    with pytest.raises(TypeError, match="argument 'target'"):
        run(f"{PAGE}/mistake_target")


def test_a_job_takes_the_place_of_the_target(mend: Mend) -> None:
    job = 'job=dg.define_asset_job("revenue_job", [revenue])'
    mended = mend(
        f"{PAGE}/mistake_target",
        {
            "target=[revenue]": job,
            "dg.RunRequest()\n": "dg.RunRequest()\nprint(after_orders.name)\n",
        },
    )
    assert mended == ["after_orders"]


def test_a_multi_asset_sensor_has_to_say_what_it_handled(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="was not updat"):
        run(f"{PAGE}/mistake_cursor_not_advanced")


@pytest.mark.parametrize("updates", [1, 0])
def test_advancing_the_cursors_says_it(mend: Mend, updates: int) -> None:
    update = "        dg.materialize([orders], instance=instance)\n"
    evaluate = "after_orders.evaluate_tick(context)"
    found = "    found = context.latest_materialization_records_by_key()\n"
    mended = mend(
        f"{PAGE}/mistake_cursor_not_advanced",
        {
            found: f"{found}    context.advance_all_cursors()\n",
            evaluate: f"print(len({evaluate}.run_requests))",
            update: update * updates,
        },
    )
    assert mended == [str(updates)]


def test_the_partitions_of_another_location_are_not_known(run: Run) -> None:
    with pytest.raises(dg.DagsterInvariantViolationError, match="no partition"):
        run(f"{PAGE}/mistake_other_code_location")


@pytest.mark.parametrize("updates", [1, 0])
def test_a_spec_with_the_partitions_makes_them_known(
    mend: Mend, updates: int
) -> None:
    spec = (
        'dg.AssetSpec("orders", partitions_def='
        'dg.StaticPartitionsDefinition(["north"]))'
    )
    evaluate = "after_orders.evaluate_tick(context)"
    mended = mend(
        f"{PAGE}/mistake_other_code_location",
        {
            "[revenue], sens": f"[revenue, {spec}], sens",
            evaluate: f"for _ in range({updates}):\n"
            "            instance.report_runless_asset_event("
            'dg.AssetMaterialization("orders", partition="north"))\n        '
            f"print(len({evaluate}.run_requests))",
        },
    )
    assert mended == [str(updates)]


@pytest.mark.parametrize(
    "page", [each_partition, mistake_last_partition_only, with_a_condition]
)
def test_revenue_depends_on_orders(page: ModuleType) -> None:
    assert page.revenue.dependency_keys == {page.orders.key}


def test_revenue_depends_on_both() -> None:
    revenue = after_two_assets.revenue
    keys = {after_two_assets.orders.key, after_two_assets.customers.key}
    assert revenue.dependency_keys == keys


@pytest.mark.parametrize(
    "page",
    [
        mistake_cursor_of_your_own,
        mistake_last_partition_only,
        mistake_one_parameter,
    ],
)
def test_the_job_of_an_asset_sensor_makes_revenue(page: ModuleType) -> None:
    job = page.defs.resolve_job_def("revenue_job")
    assert job.asset_layer.executable_asset_keys == {page.revenue.key}


@pytest.mark.parametrize(
    "page",
    [
        after_two_assets,
        each_partition,
        mistake_cursor_not_advanced,
        mistake_cursor_of_your_own,
        mistake_last_partition_only,
        mistake_one_parameter,
        mistake_other_code_location,
        with_an_asset_sensor,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors


def test_the_regions_are_four() -> None:
    keys = mistake_last_partition_only.regions.get_partition_keys()
    assert keys == ["east", "north", "south", "west"]


def test_the_job_of_ops_is_in_the_definitions() -> None:
    assert with_an_asset_sensor.defs.jobs == [with_an_asset_sensor.mail]


@pytest.mark.parametrize(
    "name",
    [
        "a_few_events_at_a_time",
        "after_two_assets",
        "each_day_of_two_assets",
        "mistake_cursor_not_advanced",
        "mistake_other_code_location",
        "with_a_condition",
    ],
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    with suppress(dg.DagsterError):
        run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]

"""Every claim of docs/sensors/results.md, proved."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import dagster as dg
import pytest

from snippets.sensors.results import (
    everything_at_once,
    mistake_forgotten_yield,
    mistake_misspelt_config,
    mistake_request_and_reason,
    mistake_result_and_request,
    mistake_return_in_a_generator,
    mistake_which_job,
    one_for_each_kind,
    one_for_each_shop,
    some_assets,
    which_job,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "sensors/results"
NOON = datetime(2025, 5, 1, 12, tzinfo=UTC)
EVALUATE = "new_files.evaluate_tick(context)"
KEYS = f"print(*[r.run_key for r in {EVALUATE}.run_requests])"


@dg.asset
def orders() -> None: ...


def evaluate(sensor: dg.SensorDefinition, cursor: str | None = None) -> list:
    with dg.build_sensor_context(cursor=cursor) as context:
        return list(sensor.evaluate_tick(context).run_requests or [])


def test_a_request_a_reason_or_nothing(run: Run) -> None:
    assert run(f"{PAGE}/one_for_each_kind") == [
        "1 None",
        "0 the shop is closed",
        "0 Sensor function returned an empty result",
    ]
    [request] = evaluate(one_for_each_kind.new_orders, "an order")
    assert (request.run_key, request.tags["order"]) == ("7", "7")


def test_several_are_yielded_or_returned_in_a_list() -> None:
    @dg.sensor(target=[orders])
    def yields() -> Iterator[dg.RunRequest]:
        for key in "ab":
            yield dg.RunRequest(run_key=key)

    @dg.sensor(target=[orders])
    def returns() -> list[dg.RunRequest]:
        return [dg.RunRequest(run_key=key) for key in "ab"]

    sensors = [yields, returns]
    with run_daemon(dg.Definitions([orders], sensors=sensors)) as daemon:
        for sensor in sensors:
            daemon.start(sensor.name, NOON)
        daemon.turn_sensors(NOON)
        for sensor in sensors:
            [tick] = daemon.ticks(sensor.name)
            assert len(tick.run_ids) == 2


def test_the_reason_is_shown_with_the_tick() -> None:
    @dg.sensor(target=[orders])
    def closed() -> dg.SkipReason:
        return dg.SkipReason("the shop is closed")

    @dg.sensor(target=[orders])
    def empty() -> None: ...

    defs = dg.Definitions([orders], sensors=[closed, empty])
    with run_daemon(defs) as daemon:
        for name in ("closed", "empty"):
            daemon.start(name, NOON)
        daemon.turn_sensors(NOON)
        said = [daemon.ticks(name)[0].said for name in ("closed", "empty")]
    nothing = "Sensor function returned an empty result"
    assert said == ["the shop is closed", nothing]


def test_a_result_does_all_at_once(run: Run) -> None:
    assert run(f"{PAGE}/everything_at_once") == [
        "['berlin']",
        "[['list_of_shops']]",
        "berlin",
    ]
    with run_daemon(everything_at_once.defs) as daemon:
        daemon.start("new_shops", NOON)
        daemon.turn_sensors(NOON)
        instance = daemon.instance
        assert instance.has_dynamic_partition("shops", "berlin")
        [launched] = daemon.runs()
        assert launched.tags["dagster/partition"] == "berlin"
        key = dg.AssetKey("list_of_shops")
        event = instance.get_latest_materialization_event(key)
        assert event
        assert event.run_id != launched.run_id
        [tick] = daemon.ticks("new_shops")
        assert tick.cursor == "berlin"
    specs = everything_at_once.defs.resolve_all_asset_specs()
    assert {spec.key.path[-1] for spec in specs} == {"orders", "list_of_shops"}


def test_a_request_names_its_job(run: Run) -> None:
    assert run(f"{PAGE}/which_job") == [
        "orders_monday.csv load_orders",
        "returns_monday.csv load_returns",
    ]
    with run_daemon(which_job.defs) as daemon:
        daemon.start("new_files", NOON)
        daemon.turn_sensors(NOON)
        assert sorted(r.job_name for r in daemon.runs()) == [
            "load_orders",
            "load_returns",
        ]


@pytest.mark.parametrize("page", [which_job, mistake_which_job])
def test_each_job_has_one_asset(page: ModuleType) -> None:
    for name, asset in (
        ("load_orders", page.orders),
        ("load_returns", page.returns),
    ):
        job = page.defs.resolve_job_def(name)
        assert job.asset_layer.executable_asset_keys == {asset.key}


@pytest.mark.parametrize("selects", [True, False])
def test_a_request_names_its_assets_or_runs_all(
    run: Run, selects: bool
) -> None:
    assert run(f"{PAGE}/some_assets") == ["[['returns']]"]
    defs = some_assets.defs
    if not selects:

        @dg.sensor(target=[some_assets.orders, some_assets.returns])
        def new_files() -> dg.RunRequest:
            return dg.RunRequest()

        assets = [some_assets.orders, some_assets.returns]
        defs = dg.Definitions(assets, sensors=[new_files])
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("new_files", NOON)
        daemon.turn_sensors(NOON)
        events = [
            daemon.instance.get_latest_materialization_event(dg.AssetKey(name))
            for name in ("orders", "returns")
        ]
    assert [bool(event) for event in events] == [not selects, True]


def test_requests_that_are_kept_start_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_forgotten_yield") == [
        "[] Sensor function returned an empty result"
    ]


def test_yielding_them_requests_runs(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_forgotten_yield",
        {
            "        dg.RunRequest(": "        yield dg.RunRequest(",
            "-> None:\n    for": "-> object:\n    for",
            "tick.run_requests, tick.skip_message": "*[r.run_key for r in "
            "tick.run_requests]",
        },
    )
    assert mended == ["monday.csv tuesday.csv"]


def test_the_daemon_refuses_what_the_evaluation_passed(run: Run) -> None:
    assert run(f"{PAGE}/mistake_misspelt_config") == ["['monday.csv']"]
    with run_daemon(mistake_misspelt_config.defs) as daemon:
        daemon.start("new_files", NOON)
        for minutes in (0, 1):
            daemon.turn_sensors(NOON + timedelta(minutes=minutes))
        ticks = daemon.ticks("new_files")
        assert [tick.status for tick in ticks] == ["FAILURE"] * 2
        assert '"fil"' in ticks[0].said
        assert daemon.runs() == []


def test_the_right_name_is_the_only_change(mend: Mend) -> None:
    changes = {'"fil"': '"file"', "request.run_key": "request.run_config"}
    mended = mend(f"{PAGE}/mistake_misspelt_config", changes)
    config = {"ops": {"orders": {"config": {"file": "monday.csv"}}}}
    assert mended == [str([config])]


def test_the_class_checks_the_name_at_once() -> None:
    with pytest.raises(ValueError, match="fil"):
        mistake_misspelt_config.Delivery(**{"fil": "monday.csv"})
    delivery = mistake_misspelt_config.Delivery(file="monday.csv")

    @dg.sensor(target=[mistake_misspelt_config.orders])
    def new_files() -> dg.RunRequest:
        return dg.RunRequest(run_config=dg.RunConfig({"orders": delivery}))

    assets = [mistake_misspelt_config.orders]
    with run_daemon(dg.Definitions(assets, sensors=[new_files])) as daemon:
        daemon.start("new_files", NOON)
        daemon.turn_sensors(NOON)
        assert len(daemon.runs()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "mistake_request_and_reason",
            "received both RunRequest and SkipReason",
        ),
        ("mistake_result_and_request", "must be the only object returned"),
        ("mistake_which_job", "did not specify job_name"),
        ("mistake_true", "unexpectedly returned output True"),
        (
            "mistake_return_in_a_generator",
            r"unexpectedly returned output \[RunRequest",
        ),
    ],
)
def test_other_answers_are_errors(run: Run, name: str, text: str) -> None:
    with pytest.raises(Exception, match=text):
        run(f"{PAGE}/{name}")


def test_what_the_first_two_yield() -> None:
    first: Any = mistake_request_and_reason.new_files()
    request, reason = first
    assert request.run_key == "monday.csv"
    assert reason.skip_message == "readme.txt holds no orders"
    second: Any = mistake_result_and_request.new_files()
    request, result = second
    assert (request.run_key, result.cursor) == ("monday.csv", "monday.csv")


def test_without_files_the_generator_gives_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mistake_return_in_a_generator, "names", [])
    generator: Any = mistake_return_in_a_generator.new_files()
    assert next(generator).skip_message == "no files"


@pytest.mark.parametrize(
    ("name", "changes", "keys"),
    [
        (
            "mistake_request_and_reason",
            {
                "() -> Iterator": "(context) -> Iterator",
                "yield dg.SkipReason": "context.log.info",
            },
            "monday.csv",
        ),
        (
            "mistake_result_and_request",
            {
                '    yield dg.RunRequest(run_key="monday.csv")\n': "",
                "Result(cursor": 'Result([dg.RunRequest(run_key="a")], cursor',
            },
            "a",
        ),
        (
            "mistake_which_job",
            {"(run_key": '(job_name="load_orders", run_key'},
            "orders_monday.csv",
        ),
        ("mistake_true", {"return True": "return dg.RunRequest()"}, "None"),
        (
            "mistake_return_in_a_generator",
            {
                "return [dg": "yield from [dg",
                f"tick = {EVALUATE}\n    print(tick.run_requests, "
                "tick.skip_message)": EVALUATE,
            },
            "monday.csv tuesday.csv",
        ),
    ],
)
def test_each_has_its_fix(
    mend: Mend, name: str, changes: dict[str, str], keys: str
) -> None:
    mended = mend(f"{PAGE}/{name}", {**changes, EVALUATE: KEYS})
    assert mended == [keys]


def test_a_function_makes_a_sensor_for_each_shop(run: Run) -> None:
    assert run(f"{PAGE}/one_for_each_shop") == [
        "berlin_orders the shop is closed",
        "paris_orders ['7', '8']",
    ]
    page = one_for_each_shop
    assert page.defs.sensors == page.sensors
    for name in ("berlin_orders", "paris_orders"):
        job = page.defs.resolve_job_def(f"__anonymous_asset_job_{name}")
        assert job.asset_layer.executable_asset_keys == {page.orders.key}


@pytest.mark.parametrize(
    "page",
    [
        everything_at_once,
        mistake_forgotten_yield,
        mistake_misspelt_config,
        mistake_return_in_a_generator,
        mistake_which_job,
        one_for_each_kind,
        some_assets,
        which_job,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors

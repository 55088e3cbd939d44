"""Every claim of docs/resources/sensors_and_schedules.md, proved."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import duckdb
import pytest

from snippets.resources.sensors_and_schedules import (
    after_an_asset,
    another_inbox_in_a_test,
    mistake_asset_sensor_called,
    mistake_called_without_with,
    mistake_class_without_annotation,
    mistake_configured_at_launch,
    mistake_read_after_closing,
    mistake_resource_missing,
    nightly_for_each_region,
    one_run_for_each_file,
    opened_at_each_tick,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "resources/sensors_and_schedules"


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with mock.patch.dict(os.environ):
        yield


def tick(sensor: dg.SensorDefinition, resources: Any, **kwargs: Any) -> Any:
    with dg.build_sensor_context(resources=resources, **kwargs) as context:
        return sensor.evaluate_tick(context)


def test_each_file_asks_for_one_run_that_reads_it(run: Run) -> None:
    assert run(f"{PAGE}/one_run_for_each_file") == ["7,40"]


def test_sensor_and_asset_use_the_resource_of_the_definitions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.environ["SHOP_INBOX"] = str(tmp_path)
    (tmp_path / "tuesday.csv").write_text("8,60")
    (tmp_path / "monday.csv").write_text("7,40")
    defs = one_run_for_each_file.defs
    requests = tick(one_run_for_each_file.new_files, defs.resources)
    job = defs.resolve_implicit_global_asset_job_def()
    assert [r.run_key for r in requests.run_requests] == [
        "monday.csv",
        "tuesday.csv",
    ]
    for request in requests.run_requests:
        job.execute_in_process(tags=request.tags)
    assert capsys.readouterr().out == "7,40\n8,60\n"


def test_the_sensor_is_in_the_definitions_with_its_target() -> None:
    defs = one_run_for_each_file.defs
    assert defs.resolve_sensor_def("new_files").has_jobs
    assert defs.resolve_asset_graph().get_all_asset_keys() == {
        dg.AssetKey("orders")
    }


def test_a_sensor_is_off_until_turned_on_and_a_run_key_has_one_stored_run(
    tmp_path: Path,
) -> None:
    os.environ["SHOP_INBOX"] = str(tmp_path)
    (tmp_path / "monday.csv").write_text("7,40")
    start = datetime(2026, 1, 1, tzinfo=UTC)
    with run_daemon(one_run_for_each_file.defs) as daemon:

        def keys_of_runs(minute: int) -> list[str]:
            daemon.turn_sensors(start + timedelta(minutes=minute))
            return sorted(run.tags["dagster/run_key"] for run in daemon.runs())

        assert keys_of_runs(0) == []
        daemon.start("new_files", start)
        assert keys_of_runs(1) == ["monday.csv"]
        (tmp_path / "tuesday.csv").write_text("8,60")
        assert keys_of_runs(2) == ["monday.csv", "tuesday.csv"]
        for run in daemon.runs():
            daemon.instance.delete_run(run.run_id)
        assert keys_of_runs(3) == ["monday.csv", "tuesday.csv"]


@pytest.mark.parametrize(
    "sensor",
    [
        after_an_asset.after_orders,
        another_inbox_in_a_test.new_files,
        mistake_asset_sensor_called.after_orders,
        mistake_called_without_with.new_files,
        mistake_class_without_annotation.new_files,
        mistake_configured_at_launch.new_files,
        mistake_read_after_closing.new_orders,
        mistake_resource_missing.new_files,
        one_run_for_each_file.new_files,
        opened_at_each_tick.new_orders,
    ],
)
def test_each_sensor_knows_what_it_asks_to_run(
    sensor: dg.SensorDefinition,
) -> None:
    assert sensor.has_jobs


@pytest.mark.parametrize(
    "database",
    [
        mistake_read_after_closing.Database(path=":memory:"),
        opened_at_each_tick.Database(),
    ],
)
def test_before_the_tick_nothing_has_opened_the_database(database: Any) -> None:
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        database.query("select 1")


def test_a_schedule_is_off_until_turned_on() -> None:
    off = dg.DefaultScheduleStatus.STOPPED
    assert nightly_for_each_region.nightly.default_status is off


def test_a_plain_object_takes_resource_param() -> None:
    @dg.sensor(target=[one_run_for_each_file.orders])
    def new_files(names: dg.ResourceParam[list[str]]) -> dg.SkipReason:
        return dg.SkipReason(", ".join(names))

    skipped = tick(new_files, {"names": ["monday.csv"]})
    assert skipped.skip_message == "monday.csv"


def test_the_resource_may_stand_beside_the_context() -> None:
    inbox = another_inbox_in_a_test.TwoFiles()

    @dg.sensor(target=[one_run_for_each_file.orders])
    def new_files(
        context: dg.SensorEvaluationContext,
        inbox: another_inbox_in_a_test.Inbox,
    ) -> dg.SkipReason:
        return dg.SkipReason(f"{context.cursor}: {inbox.names()[0]}")

    skipped = tick(new_files, {"inbox": inbox}, cursor="sunday")
    assert skipped.skip_message == "sunday: monday.csv"


def test_each_tick_opens_and_closes_the_resource(run: Run) -> None:
    assert run(f"{PAGE}/opened_at_each_tick") == [
        "opened",
        "orders: [(0,)]",
        "closed",
    ]


def test_each_tick_has_its_own_connection(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.sensor(target=[opened_at_each_tick.revenue])
    def look(database: opened_at_each_tick.Database) -> dg.SkipReason:
        seen.append(database._connection)
        return dg.SkipReason("nothing")

    for _ in range(2):
        tick(look, opened_at_each_tick.shop)
    assert seen[0] is not seen[1]
    for connection in seen:
        with pytest.raises(duckdb.ConnectionException):
            connection.execute("select 1")
    printed = capsys.readouterr().out.split()
    assert printed == ["opened", "closed", "opened", "closed"]


def test_a_tick_that_fails_closes_the_resource(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.sensor(target=[opened_at_each_tick.revenue])
    def look(database: opened_at_each_tick.Database) -> dg.SkipReason:
        raise ValueError("cannot look")

    with pytest.raises(ValueError, match="cannot look"):
        tick(look, opened_at_each_tick.shop)
    assert capsys.readouterr().out.split() == ["opened", "closed"]


def test_a_schedule_uses_a_resource(run: Run) -> None:
    assert run(f"{PAGE}/nightly_for_each_region") == ["['north', 'south']"]


def test_a_schedule_tells_the_run_its_region() -> None:
    module = nightly_for_each_region
    with dg.build_schedule_context(resources=module.shop) as context:
        requests = module.nightly.evaluate_tick(context).run_requests or []
    names = [r.run_config["ops"]["revenue"]["config"]["name"] for r in requests]
    assert names == ["north", "south"]
    job = module.defs.resolve_implicit_global_asset_job_def()
    assert job.execute_in_process(run_config=requests[0].run_config).success
    nightly = module.defs.resolve_schedule_def("nightly")
    assert nightly.cron_schedule == "0 3 * * *"


def test_a_tick_of_a_schedule_opens_and_closes_the_resource(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.schedule(
        target=[opened_at_each_tick.revenue], cron_schedule="0 3 * * *"
    )
    def nightly(database: opened_at_each_tick.Database) -> dg.SkipReason:
        print(database.query("select 0"))
        return dg.SkipReason("nothing")

    with dg.build_schedule_context(
        resources=opened_at_each_tick.shop
    ) as context:
        nightly.evaluate_tick(context)
    assert capsys.readouterr().out.splitlines() == [
        "opened",
        "[(0,)]",
        "closed",
    ]


def test_an_asset_sensor_uses_a_resource(run: Run) -> None:
    assert run(f"{PAGE}/after_an_asset") == ["['/data/inbox']"]


def test_an_asset_sensor_starts_its_job() -> None:
    defs = after_an_asset.defs
    assert defs.resolve_sensor_def("after_orders").job_name == "all"
    job = defs.resolve_job_def("all")
    assert job.asset_layer.executable_asset_keys == {dg.AssetKey("revenue")}


def test_the_asset_sensor_that_cannot_be_called_has_a_job_too() -> None:
    module = mistake_asset_sensor_called
    defs = dg.Definitions(
        assets=[module.orders, after_an_asset.revenue],
        sensors=[module.after_orders],
        resources=module.shop,
    )
    job = defs.resolve_job_def("all")
    assert job.asset_layer.executable_asset_keys == {dg.AssetKey("orders")}


@pytest.mark.parametrize(
    "page", [after_an_asset, nightly_for_each_region, opened_at_each_tick]
)
def test_the_definitions_hold_what_ticks_and_its_resource(
    page: ModuleType,
) -> None:
    assert [*(page.defs.sensors or []), *(page.defs.schedules or [])]
    assert page.defs.resources == page.shop


def test_a_resource_for_tests_answers_without_a_disk() -> None:
    another_inbox_in_a_test.test_each_file_is_one_run()
    assert another_inbox_in_a_test.TwoFiles().folder == "nowhere"


def test_the_test_on_the_page_fails_for_other_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = another_inbox_in_a_test
    monkeypatch.setattr(module.TwoFiles, "names", lambda self: ["monday.csv"])
    with pytest.raises(AssertionError):
        module.test_each_file_is_one_run()


def test_the_inbox_that_is_replaced_reads_the_disk(tmp_path: Path) -> None:
    (tmp_path / "b.csv").touch()
    (tmp_path / "a.csv").touch()
    inbox = another_inbox_in_a_test.Inbox(folder=str(tmp_path))
    assert inbox.names() == ["a.csv", "b.csv"]


def test_a_missing_resource_is_found_at_the_tick(run: Run) -> None:
    defs = mistake_resource_missing.defs
    dg.Definitions.validate_loadable(defs)
    assert defs.sensors == [mistake_resource_missing.new_files]
    assert defs.resources == mistake_resource_missing.shop
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match="Resource with key 'inbox' required by sensor 'new_files'",
    ):
        run(f"{PAGE}/mistake_resource_missing")


def test_a_missing_resource_of_a_schedule_is_found_at_the_tick() -> None:
    nightly = nightly_for_each_region.nightly
    defs = dg.Definitions(
        assets=[nightly_for_each_region.revenue], schedules=[nightly]
    )
    dg.Definitions.validate_loadable(defs)
    with (
        pytest.raises(dg.DagsterInvalidDefinitionError, match="key 'database'"),
        dg.build_schedule_context() as context,
    ):
        nightly.evaluate_tick(context)


def test_a_missing_resource_of_an_asset_is_found_by_validation() -> None:
    defs = dg.Definitions(assets=[one_run_for_each_file.orders])
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="key 'inbox'"):
        dg.Definitions.validate_loadable(defs)


def test_the_right_key_mends_the_sensor() -> None:
    module = mistake_resource_missing
    skipped = tick(module.new_files, {"inbox": module.shop["inbox_of_orders"]})
    assert skipped.skip_message == "nothing in /data/inbox"


def test_a_class_that_is_no_resource_is_taken_for_the_context(run: Run) -> None:
    with pytest.raises(
        AttributeError, match="'SensorEvaluationContext' object has no attrib"
    ):
        run(f"{PAGE}/mistake_class_without_annotation")


def test_resource_param_mends_the_class(mend: Mend) -> None:
    call = "new_files.evaluate_tick(context)"
    changes = {
        "inbox: Inbox": "inbox: dg.ResourceParam[Inbox]",
        call: f"print({call}.skip_message)",
    }
    mended = mend(f"{PAGE}/mistake_class_without_annotation", changes)
    assert mended == ["found ['monday.csv']"]


def test_a_resource_with_a_teardown_is_no_argument(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="resource is a generator"
    ):
        run(f"{PAGE}/mistake_called_without_with")


def test_with_closes_the_resource_after_the_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_called_without_with
    resources = {"inbox": module.Inbox(folder="/data/inbox")}
    with dg.build_sensor_context(resources=resources) as context:
        skipped = module.new_files(context)
        assert isinstance(skipped, dg.SkipReason)
        assert skipped.skip_message == "nothing in /data/inbox"
        assert capsys.readouterr().out == ""
    assert capsys.readouterr().out == "closed\n"


def test_a_resource_without_a_teardown_can_be_an_argument() -> None:
    module = mistake_resource_missing
    skipped = module.new_files(inbox=module.Inbox(folder="/data/inbox"))
    assert isinstance(skipped, dg.SkipReason)
    assert skipped.skip_message == "nothing in /data/inbox"


def test_requests_read_after_the_with_find_a_closed_database(run: Run) -> None:
    with pytest.raises(duckdb.ConnectionException, match="already closed"):
        run(f"{PAGE}/mistake_read_after_closing")


def test_evaluate_tick_reads_the_requests_at_once() -> None:
    module = mistake_read_after_closing
    requests = tick(module.new_orders, module.shop).run_requests
    assert [request.run_key for request in requests] == ["7"]


def test_list_inside_the_with_reads_the_requests() -> None:
    module = mistake_read_after_closing
    with dg.build_sensor_context(resources=module.shop) as context:
        requests: Any = module.new_orders(context)
        keys = [request.run_key for request in list(requests)]
    assert keys == ["7"]


def test_an_asset_sensor_with_a_resource_cannot_be_called(run: Run) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'inbox'"):
        run(f"{PAGE}/mistake_asset_sensor_called")


def test_evaluate_tick_mends_the_asset_sensor() -> None:
    module = mistake_asset_sensor_called
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([module.orders], instance=instance)
        skipped = tick(module.after_orders, module.shop, instance=instance)
    assert skipped.skip_message == "nothing in /data/inbox"


def test_a_resource_configured_at_launch_has_no_values_at_a_tick(
    run: Run,
) -> None:
    defs = mistake_configured_at_launch.defs
    dg.Definitions.validate_loadable(defs)
    assert defs.sensors == [mistake_configured_at_launch.new_files]
    assert defs.resources == mistake_configured_at_launch.shop
    with pytest.raises(dg.DagsterInvalidConfigError, match="'folder'"):
        run(f"{PAGE}/mistake_configured_at_launch")


def test_defaults_and_variables_are_there_at_a_tick() -> None:
    module = mistake_configured_at_launch
    os.environ["SHOP_INBOX"] = "/data/from_a_variable"
    for inbox, folder in (
        (
            module.Inbox.configure_at_launch(folder="/data/inbox"),
            "/data/inbox",
        ),
        (
            module.Inbox(folder=dg.EnvVar("SHOP_INBOX")),
            "/data/from_a_variable",
        ),
    ):
        skipped = tick(module.new_files, {"inbox": inbox})
        assert skipped.skip_message == f"nothing in {folder}"


@pytest.mark.parametrize(
    ("defs", "assets"),
    [
        (one_run_for_each_file.defs, [one_run_for_each_file.orders]),
        (opened_at_each_tick.defs, [opened_at_each_tick.revenue]),
        (nightly_for_each_region.defs, [nightly_for_each_region.revenue]),
        (after_an_asset.defs, [after_an_asset.orders, after_an_asset.revenue]),
        (mistake_resource_missing.defs, [mistake_resource_missing.orders]),
        (
            mistake_configured_at_launch.defs,
            [mistake_configured_at_launch.orders],
        ),
    ],
)
def test_dagster_finds_the_assets_in_the_definitions(
    defs: dg.Definitions, assets: list[dg.AssetsDefinition]
) -> None:
    assert defs.assets == assets

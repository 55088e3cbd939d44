"""Every claim of docs/sensors/testing.md, proved."""

from types import ModuleType

import dagster as dg
import pytest

from snippets.sensors.run_key_or_cursor import with_run_keys
from snippets.sensors.testing import (
    a_tick_in_a_test,
    after_an_asset_in_a_test,
    mistake_always_true,
    mistake_called_directly,
    mistake_no_context,
    mistake_no_definitions,
    mistake_one_context_for_all,
    the_run_accepts_it,
    what_is_defined,
)
from tests.conftest import Mend, Run

PAGE = "sensors/testing"


def test_the_tests_on_the_page_pass(run: Run) -> None:
    for name in (
        "a_tick_in_a_test",
        "after_an_asset_in_a_test",
        "the_run_accepts_it",
    ):
        assert run(f"{PAGE}/{name}") == []


def test_the_first_test_fails_for_other_orders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(a_tick_in_a_test, "numbers", [7])
    with pytest.raises(AssertionError):
        a_tick_in_a_test.test_each_order_is_requested_once()


def test_the_first_tick_starts_with_the_first_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(a_tick_in_a_test, "numbers", [1, 8])
    assert a_tick_in_a_test.tick(None) == (["1", "8"], "8")


def asks_for_the_east() -> dg.SensorDefinition:
    """Make a sensor whose tick needs the definitions."""

    @dg.sensor(target=[mistake_no_definitions.orders])
    def new_files() -> dg.RunRequest:
        return dg.RunRequest(partition_key="east")

    return new_files


def test_each_test_gives_the_tick_the_definitions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module, sensor, test in (
        (a_tick_in_a_test, "new_orders", "test_each_order_is_requested_once"),
        (
            after_an_asset_in_a_test,
            "after_orders",
            "test_a_run_follows_each_update_of_orders",
        ),
        (the_run_accepts_it, "new_files", "test_the_run_gets_the_file"),
    ):
        monkeypatch.setattr(module, sensor, asks_for_the_east())
        monkeypatch.setattr(module, "defs", mistake_no_definitions.defs)
        with pytest.raises(dg.DagsterUnknownPartitionError):
            getattr(module, test)()


def test_the_asset_sensor_starts_its_job() -> None:
    module = after_an_asset_in_a_test
    job = module.defs.resolve_job_def("revenue_job")
    assert job.asset_layer.executable_asset_keys == {module.revenue.key}


def test_the_third_sensor_has_a_run_key() -> None:
    with dg.build_sensor_context() as context:
        tick = the_run_accepts_it.new_files.evaluate_tick(context)
    assert [r.run_key for r in tick.run_requests or []] == ["monday.csv"]


def test_the_second_test_fails_for_a_sensor_that_does_not_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.sensor(target=[after_an_asset_in_a_test.revenue])
    def always() -> dg.RunRequest:
        return dg.RunRequest()

    monkeypatch.setattr(after_an_asset_in_a_test, "after_orders", always)
    with pytest.raises(AssertionError):
        after_an_asset_in_a_test.test_a_run_follows_each_update_of_orders()


def test_the_third_test_fails_for_a_configuration_that_no_run_accepts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.sensor(target=[the_run_accepts_it.orders])
    def new_files() -> dg.RunRequest:
        return dg.RunRequest(run_config={"ops": {"order": {}}})

    monkeypatch.setattr(the_run_accepts_it, "new_files", new_files)
    with pytest.raises(dg.DagsterInvalidConfigError):
        the_run_accepts_it.test_the_run_gets_the_file()


def test_a_tick_starts_no_run_and_stores_no_cursor() -> None:
    with dg.instance_for_test() as instance:
        with dg.build_sensor_context(
            instance, definitions=a_tick_in_a_test.defs
        ) as context:
            tick = a_tick_in_a_test.new_orders.evaluate_tick(context)
        assert tick.run_requests
        assert tick.cursor == "8"
        assert instance.get_runs() == []
        assert instance.all_instigator_state() == []


def test_used_keys_are_not_looked_for() -> None:
    job = with_run_keys.defs.resolve_implicit_global_asset_job_def()
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            with dg.build_sensor_context(
                instance, definitions=with_run_keys.defs
            ) as context:
                tick = with_run_keys.new_orders.evaluate_tick(context)
            for request in tick.run_requests or []:
                tags = {"dagster/run_key": request.run_key or ""}
                job.execute_in_process(instance=instance, tags=tags)
            assert len(tick.run_requests or []) == 2


def test_what_starts_runs_is_listed(run: Run) -> None:
    anonymous = "__anonymous_asset_job_new_orders"
    assert run(f"{PAGE}/what_is_defined") == [
        "revenue_job_schedule: RUNNING at 0 3 * * *",
        "after_orders: STOPPED after orders",
        "new_orders: STOPPED every 600 seconds",
    ]
    page = what_is_defined
    assert page.revenue.dependency_keys == {page.orders.key}
    for name, asset in [
        ("revenue_job", page.revenue),
        (anonymous, page.orders),
    ]:
        job = page.defs.resolve_job_def(name)
        assert job.asset_layer.executable_asset_keys == {asset.key}
    assert page.after_orders.job_name == "revenue_job"


def test_a_call_checks_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_called_directly") == ["orders"]
    module = mistake_called_directly
    for name, asset in (
        ("load_orders", module.orders),
        ("load_returns", module.returns),
    ):
        job = module.defs.resolve_job_def(name)
        assert job.asset_layer.executable_asset_keys == {asset.key}


def test_a_tick_checks_the_job() -> None:
    module = mistake_called_directly
    with (
        dg.build_sensor_context(definitions=module.defs) as context,
        pytest.raises(Exception, match="job_name orders"),
    ):
        module.new_files.evaluate_tick(context)


def test_a_generator_is_true_although_it_yields_nothing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = run(f"{PAGE}/mistake_always_true")
    assert printed == ["passed with 0 requests"]
    with dg.build_sensor_context() as context:
        tick = mistake_always_true.new_files.evaluate_tick(context)
    assert tick.run_requests == []
    monkeypatch.setattr(mistake_always_true, "inbox", ["monday.csv"])
    with dg.build_sensor_context() as context:
        tick = mistake_always_true.new_files.evaluate_tick(context)
    assert [r.run_key for r in tick.run_requests or []] == ["monday.csv"]


def test_one_context_is_one_tick(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_context_for_all") == ["['7', '8']"] * 2


def test_a_context_with_the_last_cursor_is_the_next_tick(mend: Mend) -> None:
    mended = mend(
        f"{PAGE}/mistake_one_context_for_all",
        {
            "    with dg.build_sensor_context() as context:\n"
            "        for _ in range(2):\n": "    cursor = None\n"
            "    for _ in range(3):\n"
            "        with dg.build_sensor_context(cursor=cursor) as context:\n",
            "evaluate_tick(context)\n": "evaluate_tick(context)\n"
            "            cursor = tick.cursor\n",
            "[7, 8]": "[1, 8]",
        },
    )
    assert mended == ["['1', '8']", "[]", "[]"]


def test_a_sensor_with_a_context_needs_one(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidInvocationError, match="expected context argument"
    ):
        run(f"{PAGE}/mistake_no_context")


def test_a_context_is_built(mend: Mend) -> None:
    call = "new_orders(dg.build_sensor_context(cursor='7'))"
    changes = {"    new_orders()": f"    print({call}.skip_message)"}
    assert mend(f"{PAGE}/mistake_no_context", changes) == ["nothing after 7"]
    assert mistake_no_context.new_orders.targets


def test_a_sensor_without_a_context_needs_none() -> None:
    assert isinstance(mistake_called_directly.new_files(), dg.RunRequest)


def test_a_partition_needs_the_definitions(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="Must provide repository def"
    ):
        run(f"{PAGE}/mistake_no_definitions")


def test_the_definitions_know_the_partitions() -> None:
    module = mistake_no_definitions
    with (
        dg.build_sensor_context(definitions=module.defs) as context,
        pytest.raises(dg.DagsterUnknownPartitionError, match=r"\beast\b"),
    ):
        module.new_files.evaluate_tick(context)
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize([module.orders], partition_key="east")
    for region in ("north", "south"):
        assert dg.materialize([module.orders], partition_key=region).success


@pytest.mark.parametrize(
    "page",
    [
        a_tick_in_a_test,
        after_an_asset_in_a_test,
        mistake_called_directly,
        mistake_no_definitions,
        mistake_one_context_for_all,
        the_run_accepts_it,
    ],
)
def test_the_definitions_hold_assets_and_a_sensor(page: ModuleType) -> None:
    assert page.defs.assets
    assert page.defs.sensors

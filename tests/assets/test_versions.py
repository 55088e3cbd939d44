"""Every claim of docs/assets/versions.md, proved."""

import importlib
import os
import subprocess
import sys
from collections.abc import Mapping

import dagster as dg
import pytest

from snippets.assets.versions import (
    a_run_when_data_changed,
    a_version_of_a_supplier,
    a_version_of_the_data,
    code_changed,
    inputs_changed,
    mistake_code_version_kept,
)
from tests.conftest import Mend, Run

PAGE = "assets/versions"


def tags_of(
    assets: list[dg.AssetsDefinition],
    name: str,
    instance: dg.DagsterInstance | None = None,
) -> Mapping[str, str]:
    result = dg.materialize(assets, instance=instance)
    (made,) = result.asset_materializations_for_node(name)
    return made.tags or {}


def dagsters_own_view(
    instance: dg.DagsterInstance, assets: list[dg.AssetsDefinition]
) -> dict[str, str]:
    """What Dagster's UI is told, from Dagster's private parts."""
    resolver = importlib.import_module(
        "dagster._core.definitions.data_version"
    ).CachingStaleStatusResolver(
        instance,
        dg.Definitions(assets=assets).resolve_asset_graph(),
        importlib.import_module("dagster._core.loader").LoadingContextForTest(
            instance
        ),
    )
    keys = [asset.key for asset in assets]
    return {
        key.to_user_string(): resolver.get_status(key).value for key in keys
    }


def test_the_same_content_has_the_same_version(run: Run) -> None:
    assert run(f"{PAGE}/a_version_of_the_data") == [
        "tea,40 9076ed1e",
        "tea,40 9076ed1e",
        "tea,41 cf71f3e6",
    ]
    specs = a_version_of_the_data.defs.resolve_all_asset_specs()
    assert {spec.code_version for spec in specs} == {"1"}


def test_an_output_takes_a_data_version_too_in_beta_and_with_a_warning() -> (
    None
):
    @dg.asset
    def orders() -> dg.Output[int]:
        return dg.Output(40, data_version=dg.DataVersion("march"))

    with pytest.warns(dg.BetaWarning, match="data_version"):
        found = tags_of([orders], "orders")
    assert found["dagster/data_version"] == "march"


def test_dagster_makes_a_version_from_the_code_and_the_inputs() -> None:
    def version(code: str, data: str) -> str:
        @dg.asset
        def orders() -> dg.MaterializeResult:
            return dg.MaterializeResult(data_version=dg.DataVersion(data))

        @dg.asset(code_version=code, deps=[orders])
        def revenue() -> None: ...

        return tags_of([orders, revenue], "revenue")["dagster/data_version"]

    first = version("1", "a")
    assert version("1", "a") == first
    assert version("2", "a") != first
    assert version("1", "b") != first


def shop(code: str, data: str) -> list[dg.AssetsDefinition]:
    @dg.asset(code_version=code)
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(data_version=dg.DataVersion(data))

    @dg.asset(code_version="1", deps=[orders])
    def revenue() -> None: ...

    return [orders, revenue]


def stale(
    instance: dg.DagsterInstance, assets: list[dg.AssetsDefinition]
) -> list[str]:
    """What the two programs of the page say."""
    found: list[str] = []
    for spec in (asset.get_asset_spec() for asset in assets):
        name = spec.key.to_user_string()
        if code_changed.has_new_code(instance, spec):
            found.append(f"{name}: new code")
        changed = inputs_changed.changed(instance, spec)
        found += [f"{name}: new {dep}" for dep in changed]
    return found


def test_each_materialization_carries_the_versions_as_tags() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assets = shop(code="1", data="a")
        dg.materialize(assets, instance=instance)
        orders, revenue = (
            inputs_changed.tags(instance, asset.key) for asset in assets
        )
    assert orders["dagster/code_version"] == "1"
    assert orders["dagster/data_version"] == "a"
    assert revenue["dagster/input_data_version/orders"] == "a"


def test_another_code_version_makes_an_asset_stale(run: Run) -> None:
    assert run(f"{PAGE}/code_changed") == ["False", "True"]


def test_another_version_of_an_input_makes_an_asset_stale(run: Run) -> None:
    assert run(f"{PAGE}/inputs_changed") == ["['orders']"]


def test_the_same_version_of_an_input_again_leaves_the_asset_alone() -> None:
    revenue = inputs_changed.revenue
    with dg.DagsterInstance.ephemeral() as instance:
        for assets in ([revenue], []):
            orders = inputs_changed.build_orders("a")
            dg.materialize([orders, *assets], instance=instance)
        spec = revenue.get_asset_spec()
        assert list(inputs_changed.changed(instance, spec)) == []


def test_an_asset_that_never_ran_is_stale() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        orders, revenue = shop("1", "a")
        dg.materialize([orders], instance=instance)
        assert stale(instance, [orders, revenue]) == [
            "revenue: new code",
            "revenue: new orders",
        ]


def test_the_programs_agree_with_dagster() -> None:
    fresh = {"orders": "FRESH", "revenue": "FRESH"}

    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize(shop("1", "a"), instance=instance)
        assert dagsters_own_view(instance, shop("1", "a")) == fresh
        assert stale(instance, shop("1", "a")) == []

        new_code = shop("2", "a")
        assert dagsters_own_view(instance, new_code) == {
            "orders": "STALE",
            "revenue": "FRESH",
        }
        assert stale(instance, new_code) == ["orders: new code"]

        dg.materialize(new_code, selection=["orders"], instance=instance)
        assert dagsters_own_view(instance, new_code) == fresh
        assert stale(instance, new_code) == []

        new_data = shop("2", "b")
        dg.materialize(new_data, selection=["orders"], instance=instance)
        assert dagsters_own_view(instance, new_data) == {
            "orders": "FRESH",
            "revenue": "STALE",
        }
        assert stale(instance, new_data) == ["revenue: new orders"]

        dg.materialize(new_data, selection=["revenue"], instance=instance)
        assert dagsters_own_view(instance, new_data) == fresh
        assert stale(instance, new_data) == []


def test_a_run_is_asked_for_when_an_input_changed_and_only_then(
    run: Run,
) -> None:
    assert run(f"{PAGE}/a_run_when_data_changed") == [
        "a asks for 0",
        "a asks for 0",
        "b asks for 1",
    ]
    graph = a_run_when_data_changed.defs.resolve_asset_graph()
    revenue = graph.get(dg.AssetKey("revenue"))
    assert revenue.automation_condition == a_run_when_data_changed.input_changed
    job = a_run_when_data_changed.defs.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process()
    (made,) = result.asset_materializations_for_node("orders")
    assert (made.tags or {})["dagster/data_version"] == "a"


def test_a_sensor_that_evaluates_conditions_waits_to_be_started() -> None:
    sensor = dg.AutomationConditionSensorDefinition("conditions", target="*")
    assert sensor.default_status == dg.DefaultSensorStatus.STOPPED


def test_the_next_run_uses_the_reported_version_of_an_external_asset(
    run: Run,
) -> None:
    assert run(f"{PAGE}/a_version_of_a_supplier") == ["march"]
    module = a_version_of_a_supplier
    with dg.DagsterInstance.ephemeral() as instance:
        for version in ("march", "april"):
            instance.report_runless_asset_event(
                dg.AssetObservation(
                    module.supplier_prices.key,
                    tags={"dagster/data_version": version},
                )
            )
            found = tags_of([module.margins], "margins", instance)
            name = "dagster/input_data_version/supplier_prices"
            assert found[name] == version
    keys = module.defs.resolve_asset_graph().external_asset_keys
    assert keys == {module.supplier_prices.key}


def test_observable_source_asset_is_in_beta_and_warns() -> None:
    with pytest.warns(dg.BetaWarning, match="observable_source_asset"):

        @dg.observable_source_asset
        def supplier_prices() -> dg.DataVersion:
            return dg.DataVersion("march")


def test_without_versions_each_run_is_taken_for_new_code(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_code_version") == [
        "same data version: False"
    ]

    @dg.asset
    def orders() -> None: ...

    codes = {
        tags_of([orders], "orders")["dagster/code_version"] for _ in range(2)
    }
    assert len(codes) == 2


def test_a_code_version_gives_the_same_version_again() -> None:
    @dg.asset(code_version="1")
    def orders() -> None: ...

    versions = {
        tags_of([orders], "orders")["dagster/data_version"] for _ in range(2)
    }
    assert len(versions) == 1


def test_dagster_does_not_read_your_code(run: Run) -> None:
    assert run(f"{PAGE}/mistake_code_version_kept") == [
        "code 1 gives 125.0",
        "code 1 gives 150.0",
        "same data version: True",
    ]
    before, after = (
        mistake_code_version_kept.build_revenue(tax) for tax in (0.25, 0.5)
    )
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([before], instance=instance)
        assert dagsters_own_view(instance, [after]) == {"revenue": "FRESH"}


def test_a_version_from_a_clock_never_repeats(run: Run) -> None:
    assert run(f"{PAGE}/mistake_version_of_the_moment") == [
        "2 versions of the same data"
    ]


def test_a_version_of_the_content_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_version_of_the_moment",
        {"str(time.time())": '"2 orders"'},
    )
    assert lines == ["1 versions of the same data"]


def test_the_hash_of_a_text_is_another_number_in_each_process() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "random"}
    found = {
        subprocess.run(
            [sys.executable, "-S", "-c", "print(hash('tea,40'))"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(3)
    }
    assert len(found) > 1


def test_only_a_run_gives_a_materialization_its_versions() -> None:
    made = dg.AssetMaterialization("orders")

    @dg.op
    def report(context: dg.OpExecutionContext) -> None:
        context.log_event(made)

    @dg.job
    def job() -> None:
        report()

    result = job.execute_in_process()
    [logged] = result.get_asset_materialization_events()
    assert not logged.materialization.tags


def test_a_version_is_a_text(run: Run) -> None:
    with pytest.raises(Exception, match='Param "value" is not a str'):
        run(f"{PAGE}/mistake_number_as_version")
    assert dg.DataVersion(str(7)).value == "7"


def test_a_hash_of_the_value_differs_when_the_value_does() -> None:
    def version(text: str) -> str:
        result = dg.materialize(
            [a_version_of_the_data.orders, a_version_of_the_data.revenue],
            run_config=dg.RunConfig(
                {"orders": a_version_of_the_data.Download(text=text)}
            ),
        )
        (made,) = result.asset_materializations_for_node("orders")
        return (made.tags or {})["dagster/data_version"]

    assert version("125.0") != version("150.0")

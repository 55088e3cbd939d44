"""Every claim of docs/assets/external.md, proved."""

from pathlib import Path

import dagster as dg
import pytest

from snippets.assets.external import (
    a_run_for_each_report,
    a_sensor_that_reports,
    mistake_misspelled_key,
    mistake_not_in_definitions,
    prices_of_a_supplier,
    reported_from_a_script,
)
from tests.conftest import Mend, Run

PAGE = "assets/external"


def specs(defs: dg.Definitions) -> dict[str, dg.AssetSpec]:
    found = defs.resolve_all_asset_specs()
    return {spec.key.to_user_string(): spec for spec in found}


def test_a_spec_shows_an_asset_that_dagster_never_makes(run: Run) -> None:
    assert run(f"{PAGE}/prices_of_a_supplier") == [
        "margins",
        "supplier_prices {'rows': IntMetadataValue(value=120)}",
        "margins {}",
    ]
    graph = prices_of_a_supplier.defs.resolve_asset_graph()
    assert graph.external_asset_keys == {dg.AssetKey("supplier_prices")}
    assert graph.materializable_asset_keys == {dg.AssetKey("margins")}


def test_dagster_shows_its_description_and_group() -> None:
    spec = specs(prices_of_a_supplier.defs)["supplier_prices"]
    assert spec.description == "A file that the supplier uploads."
    assert spec.group_name == "suppliers"


def test_a_run_of_everything_skips_over_it() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            [
                prices_of_a_supplier.supplier_prices,
                prices_of_a_supplier.margins,
            ],
            instance=instance,
        )
        assert result.success
        events = result.get_asset_materialization_events()
        assert [event.asset_key for event in events] == [dg.AssetKey("margins")]


def test_deps_takes_the_object() -> None:
    parents = prices_of_a_supplier.margins.dependency_keys
    assert set(parents) == {prices_of_a_supplier.supplier_prices.key}


def test_an_event_is_recorded_without_a_run() -> None:
    key = dg.AssetKey("supplier_prices")
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization(key))
        instance.report_runless_asset_event(dg.AssetObservation(key))
        instance.report_runless_asset_event(
            dg.AssetCheckEvaluation(
                asset_key=key, check_name="has_rows", passed=True, metadata={}
            )
        )
        assert len(instance.fetch_materializations(key, limit=9).records) == 1
        assert len(instance.fetch_observations(key, limit=9).records) == 1
        assert instance.get_runs() == []


def test_a_script_reports_to_the_instance_of_dagster_home(run: Run) -> None:
    assert run(f"{PAGE}/reported_from_a_script") == ["120"]
    with dg.instance_for_test() as instance:
        reported_from_a_script.report(7)
        assert instance.get_asset_keys() == [dg.AssetKey("supplier_prices")]


def test_a_sensor_reports_each_file_once(run: Run) -> None:
    assert run(f"{PAGE}/a_sensor_that_reports") == ["['march.csv']", "[]"]


def test_the_sensor_reports_files_of_its_folder_for_the_external_asset(
    tmp_path: Path,
) -> None:
    (tmp_path / "b.csv").touch()
    (tmp_path / "2026.csv").touch()
    (tmp_path / "notes.txt").touch()
    sensor = a_sensor_that_reports.new_prices

    tick = sensor.evaluate_tick(
        dg.build_sensor_context(resources={"inbox": tmp_path})
    )
    assert tick.cursor == "b.csv"
    assert [event.asset_key for event in tick.asset_events] == [
        a_sensor_that_reports.supplier_prices.key
    ] * 2

    tick = sensor.evaluate_tick(
        dg.build_sensor_context(cursor="b.csv", resources={"inbox": tmp_path})
    )
    assert (tick.cursor, list(tick.asset_events)) == ("b.csv", [])

    (tmp_path / "b.csv").unlink()
    (tmp_path / "2026.csv").unlink()
    tick = sensor.evaluate_tick(
        dg.build_sensor_context(cursor="b.csv", resources={"inbox": tmp_path})
    )
    assert (tick.cursor, list(tick.asset_events)) == ("b.csv", [])
    assert specs(a_sensor_that_reports.defs).keys() == {"supplier_prices"}
    defs = a_sensor_that_reports.defs
    dg.Definitions.validate_loadable(defs)
    assert defs.resources == {"inbox": Path("inbox")}
    assert defs.resolve_sensor_def("new_prices") is sensor


def test_an_asset_sensor_asks_for_a_run_after_each_new_report(run: Run) -> None:
    assert run(f"{PAGE}/a_run_for_each_report") == ["0", "1"]
    parents = a_run_for_each_report.margins.dependency_keys
    assert set(parents) == {a_run_for_each_report.supplier_prices.key}
    job = a_run_for_each_report.prices_arrived.job_name
    assert job == "update_margins"
    result = a_run_for_each_report.defs.resolve_job_def(
        job
    ).execute_in_process()
    events = result.get_asset_materialization_events()
    assert [event.asset_key for event in events] == [dg.AssetKey("margins")]


def test_the_run_makes_what_the_job_selects_and_nothing_else() -> None:
    @dg.asset
    def orders() -> None: ...

    module = a_run_for_each_report
    defs = dg.Definitions(
        assets=[module.supplier_prices, module.margins, orders],
        sensors=[module.prices_arrived],
    )
    result = defs.resolve_job_def("update_margins").execute_in_process()
    events = result.get_asset_materialization_events()
    assert [event.asset_key for event in events] == [module.margins.key]


def test_a_new_sensor_is_stopped_unless_you_say_otherwise() -> None:
    new = a_run_for_each_report.prices_arrived
    assert new.default_status == dg.DefaultSensorStatus.STOPPED

    @dg.sensor(default_status=dg.DefaultSensorStatus.RUNNING)
    def started() -> None: ...

    assert started.default_status == dg.DefaultSensorStatus.RUNNING


def test_a_script_needs_dagster_home(run: Run) -> None:
    with pytest.raises(
        dg.DagsterError, match=r"environment variable \$DAGSTER_HOME is not set"
    ):
        run(f"{PAGE}/mistake_no_dagster_home")


def test_with_dagster_home_the_report_arrives(run: Run) -> None:
    with dg.instance_for_test() as instance:
        run(f"{PAGE}/mistake_no_dagster_home")
        assert instance.get_asset_keys() == [dg.AssetKey("supplier_prices")]


def test_a_misspelled_key_is_recorded_for_an_asset_that_nobody_defined(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_misspelled_key") == ["None"]
    key = mistake_misspelled_key.supplier_prices.key
    assert key == dg.AssetKey("supplier_prices")
    assert specs(mistake_misspelled_key.defs).keys() == {"supplier_prices"}
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization(key))
        assert instance.get_latest_materialization_event(key)


def test_the_io_manager_has_stored_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_as_a_parameter") == ["no file supplier_prices"]


def test_an_external_asset_cannot_be_put_into_a_job(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Failed to resolve asset job"
    ) as raised:
        run(f"{PAGE}/mistake_selected_in_a_job")
    reason = str(raised.value.__cause__)
    assert "must be a subset of existing executable asset keys" in reason


def test_a_result_cannot_be_reported(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError,
        match="Received unexpected asset event type MaterializeResult",
    ):
        run(f"{PAGE}/mistake_result_reported")


def test_a_materialization_in_place_of_the_result_mends_it(
    mend: Mend,
) -> None:
    with dg.instance_for_test() as instance:
        mend(
            f"{PAGE}/mistake_result_reported",
            {
                "ephemeral": "get",
                "MaterializeResult": "AssetMaterialization",
            },
        )
        assert instance.get_asset_keys() == [dg.AssetKey("supplier_prices")]


def test_a_spec_that_is_in_deps_alone_keeps_its_key_alone(run: Run) -> None:
    assert run(f"{PAGE}/mistake_not_in_definitions") == [
        "margins None",
        "supplier_prices None",
    ]
    module = mistake_not_in_definitions
    both = dg.Definitions(assets=[module.margins, module.supplier_prices])
    spec = specs(both)["supplier_prices"]
    assert spec.description == "A file that the supplier uploads."

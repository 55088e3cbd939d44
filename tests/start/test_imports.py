"""Every claim of docs/start/imports.md, proved."""

import dagster as dg
import pytest

from snippets.start.imports import one_namespace
from tests.conftest import ROOT, Mend, Run

PAGE = "start/imports"


def test_one_import_serves_a_whole_program(run: Run) -> None:
    assert run(f"{PAGE}/one_namespace") == ["[40, 25]", "True"]
    program = (ROOT / f"snippets/{PAGE}/one_namespace.py").read_text()
    imports = [line for line in program.splitlines() if "import" in line]
    assert imports == ["import dagster as dg"]


def test_the_check_fails_for_an_order_that_is_free() -> None:
    result = one_namespace.no_order_is_free([40, 0])
    assert isinstance(result, dg.AssetCheckResult)
    assert not result.passed
    result = one_namespace.no_order_is_free([40, 1])
    assert isinstance(result, dg.AssetCheckResult)
    assert result.passed


def test_config_limits_the_rows() -> None:
    limit = one_namespace.Limit(rows=3)
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize(
            [one_namespace.orders],
            instance=instance,
            run_config=dg.RunConfig(ops={"orders": limit}),
        )
        lines = [e.user_message for e in instance.all_logs(result.run_id)]
    assert result.output_for_node("orders") == [40, 25, 10]
    assert "Reading 3 orders" in lines


def test_definitions_hold_the_asset_and_its_check() -> None:
    graph = one_namespace.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("orders")}
    assert [key.name for key in graph.asset_check_keys] == ["no_order_is_free"]


def test_an_integration_is_imported_from_its_own_package(run: Run) -> None:
    assert run(f"{PAGE}/an_integration_library") == ["[(40,)]"]


def test_context_needs_no_annotation() -> None:
    @dg.asset
    def orders(context) -> str:  # type: ignore[no-untyped-def]
        return type(context).__name__

    result = dg.materialize([orders])
    assert result.output_for_node("orders") == "AssetExecutionContext"


def test_a_class_based_on_configurable_resource_makes_a_resource() -> None:
    class Database(dg.ConfigurableResource):
        path: str = "shop.duckdb"

    @dg.asset
    def orders(anything: Database) -> str:
        return anything.path

    assert orders.required_resource_keys == {"anything", "io_manager"}


@pytest.mark.parametrize("annotation", [int, list[int], None])
def test_any_other_annotation_makes_an_upstream_asset(
    annotation: object,
) -> None:
    def revenue(orders) -> int:  # type: ignore[no-untyped-def]
        return 1

    if annotation:
        revenue.__annotations__["orders"] = annotation
    assert dg.asset(revenue).dependency_keys == {dg.AssetKey("orders")}


def test_python_3_11_needs_no_future_import_for_modern_annotations() -> None:
    @dg.asset
    def orders() -> list[int]:
        return [40]

    @dg.asset
    def revenue(orders: list[int] | None) -> int:
        return sum(orders or [])

    assert dg.materialize([orders, revenue]).output_for_node("revenue") == 40


def test_names_imported_one_by_one_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_from_import") == ["[40, 25, 10]"]


def test_ruff_finds_the_mistakes() -> None:
    said = (ROOT / f"snippets/{PAGE}/ruff.console").read_text()
    assert "mistake_from_import.py:3:1: ICN003" in said
    assert "mistake_postponed_context.py:3:24: TID251" in said


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("mistake_postponed_context", "Cannot annotate `context` parameter"),
        ("mistake_postponed_config", "Unable to resolve config type 'Limit'"),
        (
            "mistake_import_for_type_checkers_only",
            'Failed to resolve type annotation "DuckDBResource"',
        ),
    ],
)
def test_an_annotation_that_is_text_fails_when_the_asset_is_defined(
    run: Run, mistake: str, message: str
) -> None:
    with pytest.raises(dg.DagsterError, match=message):
        run(f"{PAGE}/{mistake}")


def test_an_integration_is_in_its_own_package(mend: Mend) -> None:
    changes = {"import dagster as dg": "import dagster_duckdb as dg"}
    mistake = f"{PAGE}/mistake_integration_in_dagster"
    assert mend(mistake, changes) == ["shop.duckdb"]


def test_an_integration_is_not_in_dagster(run: Run) -> None:
    with pytest.raises(AttributeError, match="no attribute 'DuckDBResource'"):
        run(f"{PAGE}/mistake_integration_in_dagster")

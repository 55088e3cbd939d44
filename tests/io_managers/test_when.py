"""Every claim of docs/io_managers/when.md, proved."""

from pathlib import Path

import dagster as dg
import duckdb
import pytest

from snippets.io_managers.when import (
    both_together,
    mistake_gone_after_the_run,
    mistake_no_io_manager_at_all,
    mistake_not_picklable,
    rows_are_added,
    with_a_resource,
    with_an_io_manager,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/when"


class Recorder(dg.ConfigurableIOManager):
    """Writes down what it is asked to store."""

    folder: str

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        name = context.asset_key.to_user_string()
        (Path(self.folder) / name).write_text(repr(obj))

    def load_input(self, context: dg.InputContext) -> object:
        raise NotImplementedError


def stored(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def event_types(result: dg.ExecuteInProcessResult) -> set[str]:
    return {event.event_type_value for event in result.all_events}


def test_both_pipelines_give_the_same_revenue(run: Run) -> None:
    assert run(f"{PAGE}/with_an_io_manager") == ["42"]
    assert run(f"{PAGE}/with_a_resource") == ["[(42,)]"]


def test_the_definitions_store_both_below_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    defs = with_an_io_manager.defs
    assert defs.resolve_implicit_global_asset_job_def().execute_in_process()
    names = {path.name for path in (tmp_path / "storage").iterdir()}
    assert names == {"orders", "revenue"}


def test_the_returned_value_goes_to_the_io_manager(tmp_path: Path) -> None:
    dg.materialize(
        [with_an_io_manager.orders],
        resources={"io_manager": Recorder(folder=str(tmp_path))},
    )
    assert stored(tmp_path) == {"orders": "[40, 2]"}


def test_the_argument_is_loaded_by_the_io_manager(tmp_path: Path) -> None:
    files = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    both = [with_an_io_manager.orders, with_an_io_manager.revenue]
    dg.materialize([with_an_io_manager.orders], resources=files)
    result = dg.materialize(
        both, selection=[with_an_io_manager.revenue], resources=files
    )
    assert "LOADED_INPUT" in event_types(result)
    assert result.output_for_node("revenue") == 42


def test_deps_give_the_order_and_no_value() -> None:
    revenue = with_a_resource.revenue
    assert revenue.asset_deps[revenue.key] == {dg.AssetKey("orders")}
    assert set(revenue.keys_by_input_name.values()) == {dg.AssetKey("orders")}


def test_with_deps_no_value_passes_through_python(tmp_path: Path) -> None:
    database = with_a_resource.Database(path=str(tmp_path / "shop.duckdb"))
    result = dg.materialize(
        [with_a_resource.revenue, with_a_resource.orders],
        resources={"database": database},
    )
    assert not event_types(result) & {"HANDLED_OUTPUT", "LOADED_INPUT"}
    with database.connect() as shop:
        assert shop.sql("from revenue").fetchall() == [(42,)]
        assert shop.sql("from orders").fetchall() == [(40,), (2,)]


def test_an_io_manager_is_not_asked_to_store_what_is_annotated_none(
    tmp_path: Path,
) -> None:
    @dg.asset
    def orders() -> None: ...

    dg.materialize(
        [orders], resources={"io_manager": Recorder(folder=str(tmp_path))}
    )
    assert stored(tmp_path) == {}


def test_a_result_without_a_value_is_not_stored_whatever_the_annotation(
    tmp_path: Path,
) -> None:
    @dg.asset
    def orders():  # type: ignore[no-untyped-def]
        return dg.MaterializeResult()

    @dg.asset
    def revenue() -> dg.MaterializeResult:
        return dg.MaterializeResult()

    dg.materialize(
        [orders, revenue],
        resources={"io_manager": Recorder(folder=str(tmp_path))},
    )
    assert stored(tmp_path) == {}


def test_a_second_run_replaces_the_tables(tmp_path: Path) -> None:
    database = with_a_resource.Database(path=str(tmp_path / "shop.duckdb"))
    for _ in range(2):
        dg.materialize(
            [with_a_resource.revenue, with_a_resource.orders],
            resources={"database": database},
        )
    with database.connect() as shop:
        assert shop.sql("from revenue").fetchall() == [(42,)]


def test_without_an_annotation_none_is_stored(tmp_path: Path) -> None:
    @dg.asset
    def orders(): ...  # type: ignore[no-untyped-def]

    dg.materialize(
        [orders], resources={"io_manager": Recorder(folder=str(tmp_path))}
    )
    assert stored(tmp_path) == {"orders": "None"}


@pytest.mark.parametrize("kind", ["files", "memory"])
def test_the_same_assets_store_elsewhere_with_another_io_manager(
    kind: str, tmp_path: Path
) -> None:
    resources: dict[str, object] = {
        "files": {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))},
        "memory": {"io_manager": dg.InMemoryIOManager()},
    }[kind]  # type: ignore[assignment]
    result = dg.materialize(
        [with_an_io_manager.orders, with_an_io_manager.revenue],
        resources=resources,
    )
    assert result.output_for_node("revenue") == 42
    names = {path.name for path in tmp_path.iterdir()}
    assert names == ({"orders", "revenue"} if kind == "files" else set())


def test_an_asset_that_takes_and_returns_values_is_a_plain_function() -> None:
    assert with_an_io_manager.orders() == [40, 2]
    assert with_an_io_manager.revenue([7, 1]) == 8


def test_a_stored_value_can_be_loaded_after_the_run(tmp_path: Path) -> None:
    resources = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    assets = [with_an_io_manager.orders, with_an_io_manager.revenue]
    dg.materialize(assets, resources=resources)
    defs = dg.Definitions(assets=assets, resources=resources)
    assert defs.load_asset_value("revenue") == 42


def test_with_an_io_manager_a_second_run_replaces_the_first(
    tmp_path: Path,
) -> None:
    resources = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    for amounts in ([40], [2]):

        @dg.asset
        def orders(amounts: dg.ResourceParam[list[int]]) -> list[int]:
            return amounts

        dg.materialize([orders], resources={**resources, "amounts": amounts})
    defs = dg.Definitions(
        assets=[orders], resources={**resources, "amounts": []}
    )
    assert defs.load_asset_value("orders") == [2]


def test_with_a_resource_an_asset_adds_rows(run: Run) -> None:
    assert run(f"{PAGE}/rows_are_added") == ["[(40,), (40,)]"]


def test_the_asset_that_adds_rows_reports_how_many_there_are(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "shop.duckdb")
    database = rows_are_added.Database(path=path)
    with duckdb.connect(path) as shop:
        shop.sql("create table orders as select 7 as amount")
    result = dg.materialize(
        [rows_are_added.orders], resources={"database": database}
    )
    [event] = result.asset_materializations_for_node("orders")
    assert event.metadata["dagster/row_count"].value == 2


def test_an_asset_takes_a_value_and_a_resource_together(run: Run) -> None:
    assert run(f"{PAGE}/both_together") == ["['report.txt', 'revenue']"]


def test_the_report_holds_the_revenue(tmp_path: Path) -> None:
    dg.materialize(
        [both_together.revenue, both_together.report],
        resources={
            "io_manager": dg.InMemoryIOManager(),
            "reports": both_together.Reports(folder=str(tmp_path)),
        },
    )
    assert stored(tmp_path) == {"report.txt": "Revenue: 42"}


def test_a_materialize_result_without_a_value_stores_nothing(run: Run) -> None:
    with pytest.raises(FileNotFoundError, match="storage/orders"):
        run(f"{PAGE}/mistake_result_without_a_value")


def test_the_value_in_the_result_mends_it(mend: Mend) -> None:
    changes = {
        "-> dg.MaterializeResult:": "-> dg.MaterializeResult[list[int]]:",
        "MaterializeResult()": "MaterializeResult(value=[40, 2])",
        "-> int: ...": "-> None:\n    print(orders)",
    }
    mistake = f"{PAGE}/mistake_result_without_a_value"
    assert mend(mistake, changes) == ["[40, 2]"]


def test_a_materialize_result_with_a_value_is_stored(tmp_path: Path) -> None:
    @dg.asset
    def orders() -> dg.MaterializeResult[list[int]]:
        return dg.MaterializeResult(
            value=[40, 2], metadata={"dagster/row_count": 2}
        )

    result = dg.materialize(
        [orders, with_an_io_manager.revenue],
        resources={
            "io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))
        },
    )
    assert result.output_for_node("revenue") == 42


def test_a_connection_cannot_be_pickled(run: Run) -> None:
    # From Python 3.12 on, the name of the module stands before the class.
    message = r"cannot pickle '(_duckdb\.)?DuckDBPyConnection' object"
    with pytest.raises(TypeError, match=message):
        run(f"{PAGE}/mistake_not_picklable")


def test_rows_can_be_pickled_where_their_connection_cannot(
    tmp_path: Path,
) -> None:
    @dg.asset
    def orders() -> list[tuple[int]]:
        connection = mistake_not_picklable.orders()
        assert isinstance(connection, duckdb.DuckDBPyConnection)
        rows: list[tuple[int]] = connection.table("orders").fetchall()
        return rows

    result = dg.materialize(
        [orders],
        resources={
            "io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))
        },
    )
    assert result.output_for_node("orders") == [(40,), (2,)]


def test_without_a_folder_a_second_run_does_not_find_the_first(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_gone_after_the_run") == ["[40, 2]", "False"]


def test_the_second_run_fails_because_the_file_is_missing() -> None:
    both = [
        mistake_gone_after_the_run.orders,
        mistake_gone_after_the_run.revenue,
    ]
    dg.materialize([mistake_gone_after_the_run.orders])
    with pytest.raises(FileNotFoundError, match="orders"):
        dg.materialize(both, selection=[mistake_gone_after_the_run.revenue])


def test_none_is_not_an_io_manager(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="io manager with key"
    ):
        run(f"{PAGE}/mistake_no_io_manager_at_all")


def test_left_out_dagsters_own_is_opened_and_not_called() -> None:
    orders = mistake_no_io_manager_at_all.orders
    defs = dg.Definitions(assets=[orders])
    dg.Definitions.validate_loadable(defs)
    result = dg.materialize([orders])
    opened = [event.message or "" for event in result.all_events]
    assert "Finished initialization of resources [io_manager]." in opened
    assert "HANDLED_OUTPUT" not in event_types(result)
    assert mistake_no_io_manager_at_all.defs.assets == [orders]

"""Every claim of docs/io_managers/inputs.md, proved."""

import datetime
import json
import runpy
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from dagster_duckdb import DuckDBResource

from snippets.io_managers.inputs import (
    a_table_written_by_hand,
    an_input_manager,
    mistake_another_type,
    mistake_config_of_an_input,
    mistake_external_without_key,
    mistake_input_manager_as_object,
    mistake_key_nobody_declared,
    mistake_name_outside_a_run,
    mistake_slash_in_key,
    not_made_by_dagster,
    outside_a_run,
    part_of_an_asset,
    read_it_yourself,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "io_managers/inputs"


class Recorder(dg.ConfigurableIOManager):
    """Notes what it stores and loads, and where an input came from."""

    value: int = 0

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        stored.append(context.asset_key.to_user_string())

    def load_input(self, context: dg.InputContext) -> object:
        loaded.append(context)
        return self.value


stored: list[str] = []
loaded: list[dg.InputContext] = []


@pytest.fixture(autouse=True)
def forget() -> None:
    stored.clear()
    loaded.clear()


@dg.asset
def orders() -> int:
    return 1


# The first program


def test_one_field_is_loaded(run: Run) -> None:
    assert run(f"{PAGE}/part_of_an_asset") == ["[40, 25]"]


def test_all_is_stored_and_the_revenue_is_the_sum_of_one_field(
    tmp_path: Path,
) -> None:
    files = part_of_an_asset.JsonFiles(folder=str(tmp_path))
    result = dg.materialize(
        [part_of_an_asset.orders, part_of_an_asset.revenue],
        resources={"io_manager": files},
    )
    assert result.output_for_node("revenue") == 65
    assert (tmp_path / "revenue").read_text() == "65"
    assert (tmp_path / "orders").read_text() == (
        '[{"id": 1, "amount": 40}, {"id": 2, "amount": 25}]'
    )


def test_an_argument_that_you_say_nothing_about_is_loaded_whole(
    tmp_path: Path,
) -> None:
    @dg.asset
    def copy(orders: list[dict[str, object]]) -> list[dict[str, object]]:
        return orders

    files = part_of_an_asset.JsonFiles(folder=str(tmp_path))
    result = dg.materialize(
        [part_of_an_asset.orders, copy], resources={"io_manager": files}
    )
    assert result.output_for_node("copy") == [
        {"id": 1, "amount": 40},
        {"id": 2, "amount": 25},
    ]


def test_an_input_is_loaded_by_the_io_manager_of_its_own_asset() -> None:
    @dg.asset(io_manager_key="first")
    def customers() -> int:
        return 1

    @dg.asset(io_manager_key="second")
    def copy(customers: int) -> int:
        return customers

    result = dg.materialize(
        [customers, copy],
        resources={"first": Recorder(value=1), "second": Recorder(value=2)},
    )
    assert result.output_for_node("copy") == 1


def test_key_says_which_asset_and_the_argument_keeps_its_name() -> None:
    @dg.asset(ins={"amount": dg.AssetIn("orders")})
    def copy(amount: int) -> int:
        return amount

    dg.materialize([orders, copy], resources={"io_manager": Recorder()})
    assert [(c.asset_key.path, c.name) for c in loaded] == [
        (["orders"], "amount")
    ]


def test_metadata_reaches_load_input_and_does_nothing_else() -> None:
    @dg.asset(ins={"orders": dg.AssetIn(metadata={"field": "amount"})})
    def copy(orders: int) -> int:
        return orders

    result = dg.materialize(
        [orders, copy], resources={"io_manager": Recorder(value=7)}
    )
    assert loaded[0].definition_metadata == {"field": "amount"}
    assert result.output_for_node("copy") == 7


def test_partition_mapping_says_which_partitions_are_loaded() -> None:
    days = dg.DailyPartitionsDefinition("2026-01-01", end_date="2026-01-04")

    @dg.asset(partitions_def=days)
    def daily() -> int:
        return 1

    @dg.asset(
        partitions_def=days,
        ins={
            "daily": dg.AssetIn(
                partition_mapping=dg.TimeWindowPartitionMapping(
                    start_offset=-1, end_offset=-1
                )
            )
        },
    )
    def change(daily: int) -> int:
        return daily

    dg.materialize(
        [daily, change],
        selection=[change],
        partition_key="2026-01-03",
        resources={"io_manager": Recorder()},
    )
    assert loaded[0].asset_partition_keys == ["2026-01-02"]


# Another IO manager for one argument


def test_the_input_manager_loads_in_place_of_the_usual_one(run: Run) -> None:
    assert run(f"{PAGE}/an_input_manager") == ["[40, 25]"]


def test_only_loading_changes_for_this_one_argument(tmp_path: Path) -> None:
    class Elsewhere(an_input_manager.JsonFiles):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            raise AssertionError("an input manager stores nothing")

    @dg.asset
    def total(orders: list[int]) -> int:
        return sum(orders)

    folder = str(tmp_path)
    result = dg.materialize(
        [an_input_manager.orders, an_input_manager.preview, total],
        resources={
            "io_manager": an_input_manager.JsonFiles(folder=folder),
            "first_rows": Elsewhere(folder=folder, first=1),
        },
    )
    assert result.output_for_node("preview") == [40]
    assert json.loads((tmp_path / "preview").read_text()) == [40]
    assert result.output_for_node("total") == 155


# A table without an IO manager


def test_the_table_that_an_asset_wrote_is_loaded(run: Run) -> None:
    assert run(f"{PAGE}/a_table_written_by_hand") == ["[(1, 40), (2, 25)]"]


def test_the_asset_writes_its_table_without_an_io_manager(
    tmp_path: Path,
) -> None:
    shop = DuckDBResource(database=f"{tmp_path}/shop.duckdb")
    dg.materialize(
        [a_table_written_by_hand.orders, a_table_written_by_hand.report],
        resources={
            "shop": shop,
            "tables": a_table_written_by_hand.Tables(shop=shop),
            "io_manager": Recorder(),
        },
    )
    assert stored == []
    assert loaded == []
    with shop.get_connection() as connection:
        assert connection.sql("from orders").fetchall() == [(1, 40), (2, 25)]


def test_the_table_has_the_name_of_the_asset(tmp_path: Path) -> None:
    @dg.asset(ins={"rows": dg.AssetIn("clients", input_manager_key="tables")})
    def copy(rows: list[tuple[str]]) -> list[tuple[str]]:
        return rows

    shop = DuckDBResource(database=f"{tmp_path}/shop.duckdb")
    with shop.get_connection() as connection:
        connection.sql("create table clients as select 'Ada'")
    result = dg.materialize(
        [dg.AssetSpec("clients"), copy],
        resources={"tables": a_table_written_by_hand.Tables(shop=shop)},
    )
    assert result.output_for_node("copy") == [("Ada",)]


def test_the_io_manager_of_these_tables_refuses_to_store() -> None:
    shop = DuckDBResource(database=":memory:")
    tables = a_table_written_by_hand.Tables(shop=shop)
    with pytest.raises(
        NotImplementedError, match=r"^These tables are only read\.$"
    ):
        tables.handle_output(dg.build_output_context(), [])


# What Dagster does not make


def test_a_file_from_elsewhere_is_loaded(run: Run) -> None:
    assert run(f"{PAGE}/not_made_by_dagster") == ["['tea', 'jam']"]


def test_the_shown_definitions_load_from_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    Path("data/products.csv").write_text("id,name\n1,tea\n")
    defs = not_made_by_dagster.defs
    dg.Definitions.validate_loadable(defs)
    value = defs.load_asset_value("products")
    assert value == [{"id": "1", "name": "tea"}]


def test_what_dagster_does_not_make_is_never_stored(tmp_path: Path) -> None:
    class CsvFiles(not_made_by_dagster.CsvFiles):
        def load_input(self, context: dg.InputContext) -> list[dict[str, str]]:
            return [{"name": "tea"}]

    result = dg.materialize(
        [not_made_by_dagster.products, not_made_by_dagster.names],
        resources={
            "csv_files": CsvFiles(folder=str(tmp_path)),
            "io_manager": Recorder(),
        },
    )
    events = result.get_asset_materialization_events()
    assert [e.asset_key for e in events] == [dg.AssetKey("names")]
    assert stored == ["names"]


def test_the_io_manager_of_these_files_refuses_to_store() -> None:
    files = not_made_by_dagster.CsvFiles(folder="data")
    with pytest.raises(
        NotImplementedError, match=r"^These files are only read\.$"
    ):
        files.handle_output(dg.build_output_context(), [])


# Outside a run


def test_outside_a_run_gives_what_was_stored(run: Run) -> None:
    assert run(f"{PAGE}/outside_a_run") == [
        "[40, 25, 90]",
        "[40]",
    ]


def test_load_asset_value_gives_the_last_run_and_does_not_make_the_asset(
    tmp_path: Path,
) -> None:
    files = outside_a_run.JsonFiles(folder=str(tmp_path))
    defs = dg.Definitions(
        [outside_a_run.orders], resources={"io_manager": files}
    )
    with pytest.raises(FileNotFoundError):
        defs.load_asset_value("orders")
    (tmp_path / "orders").write_text("[3]")
    assert defs.load_asset_value("orders") == [3]
    assert (tmp_path / "orders").read_text() == "[3]"


def test_an_io_manager_is_opened_anew_for_each_value_by_the_loader_too() -> (
    None
):
    opened: list[str] = []

    class Files(Recorder):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            opened.append("opened")

    defs = dg.Definitions([orders], resources={"io_manager": Files()})
    counts = []
    for values in [1, 2, 3]:
        opened.clear()
        with defs.get_asset_value_loader() as loader:
            for _ in range(values):
                loader.load_asset_value("orders")
        counts.append(len(opened))
    assert counts == [counts[0], 2 * counts[0], 3 * counts[0]]
    opened.clear()
    defs.load_asset_value("orders")
    assert len(opened) == counts[0] > 0


def test_partition_key_says_which_partition() -> None:
    days = dg.DailyPartitionsDefinition("2026-01-01", end_date="2026-01-04")

    @dg.asset(partitions_def=days)
    def daily() -> int:
        return 1

    defs = dg.Definitions([daily], resources={"io_manager": Recorder(value=4)})
    assert defs.load_asset_value("daily", partition_key="2026-01-02") == 4
    assert loaded[0].asset_partition_keys == ["2026-01-02"]


def test_the_asset_in_of_another_asset_does_not_count() -> None:
    @dg.asset(
        ins={
            "orders": dg.AssetIn(
                metadata={"field": "amount"}, input_manager_key="other"
            )
        }
    )
    def copy(orders: int) -> int:
        return orders

    defs = dg.Definitions(
        [orders, copy],
        resources={"io_manager": Recorder(value=1), "other": Recorder(value=2)},
    )
    assert defs.load_asset_value("orders") == 1
    assert loaded[0].definition_metadata == {}


def test_metadata_of_load_asset_value_is_deprecated() -> None:
    defs = dg.Definitions([orders], resources={"io_manager": Recorder()})
    with pytest.warns(DeprecationWarning, match="input_definition_metadata"):
        defs.load_asset_value("orders", metadata={"rows": 1})
    assert loaded[0].definition_metadata == {"rows": 1}


# What goes wrong


def test_a_slash_does_not_part_a_key(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Did you mean one"
    ):
        run(f"{PAGE}/mistake_slash_in_key")


@pytest.mark.parametrize(
    "key", [["shop", "orders"], mistake_slash_in_key.orders.key]
)
def test_a_list_or_the_key_of_the_asset_names_it(key: Any) -> None:
    @dg.asset(ins={"amounts": dg.AssetIn(key)})
    def revenue(amounts: list[int]) -> int:
        return sum(amounts)

    result = dg.materialize_to_memory([mistake_slash_in_key.orders, revenue])
    assert result.output_for_node("revenue") == 65


def test_an_input_manager_does_not_declare_its_asset(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"provided sources\.$"
    ):
        run(f"{PAGE}/mistake_key_nobody_declared")


def test_with_a_spec_the_input_manager_loads_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = dg.materialize(
        [dg.AssetSpec("products"), mistake_key_nobody_declared.names],
        resources={"price_list": mistake_key_nobody_declared.price_list},
    )
    (event,) = [
        e for e in result.all_events if e.event_type_value == "LOADED_INPUT"
    ]
    assert event.step_key == "names"
    assert capsys.readouterr().out == "['tea', 'jam']\n"


def test_an_object_of_an_input_manager_class_is_not_accepted(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"but received .*Resource"
    ):
        run(f"{PAGE}/mistake_input_manager_as_object")


def test_nor_is_it_as_a_configurable_resource() -> None:
    class Products(
        dg.ConfigurableResource,
        dg.InputManager,
    ):
        def load_input(self, context: dg.InputContext) -> list[str]:
            return ["tea"]

    with pytest.raises(dg.DagsterInvalidDefinitionError, match="but received"):
        dg.materialize(
            [dg.AssetSpec("products"), mistake_input_manager_as_object.names],
            resources={"products": Products()},
        )


def test_a_function_or_a_configurable_io_manager_is_accepted() -> None:
    @dg.input_manager
    def function() -> int:
        return 3

    @dg.asset(ins={"products": dg.AssetIn(input_manager_key="products")})
    def copy(products: int) -> int:
        return products

    products: object
    for products in [function, Recorder(value=3)]:
        result = dg.materialize(
            [dg.AssetSpec("products"), copy], resources={"products": products}
        )
        assert result.output_for_node("copy") == 3


def test_an_external_asset_without_a_key_is_loaded_by_io_manager(
    run: Run,
) -> None:
    with pytest.raises(FileNotFoundError, match=r"'products\.json'"):
        run(f"{PAGE}/mistake_external_without_key")


def test_with_io_manager_key_it_is_loaded_by_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("products.csv").write_text("tea")
    module = mistake_external_without_key
    result = dg.materialize(
        [module.products.with_io_manager_key("csv_files"), module.names],
        resources={
            "io_manager": module.Files(ending="json"),
            "csv_files": module.Files(ending="csv"),
        },
    )
    assert result.success


def test_json_gives_back_a_date_as_text(run: Run) -> None:
    with pytest.raises(
        dg.DagsterTypeCheckDidNotPass, match="Value of type <class 'str'>"
    ):
        run(f"{PAGE}/mistake_another_type")


def test_load_input_knows_the_type_that_the_argument_wants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class JsonFiles(mistake_another_type.JsonFiles):
        def load_input(self, context: dg.InputContext) -> object:
            value = super().load_input(context)
            if context.dagster_type.typing_type is datetime.date:
                return datetime.date.fromisoformat(str(value))
            raise AssertionError

    result = dg.materialize(
        [mistake_another_type.last_day, mistake_another_type.report],
        resources={"io_manager": JsonFiles(folder=str(tmp_path))},
    )
    assert result.success
    assert capsys.readouterr().out == "2026-01-02\n"


def test_outside_a_run_there_is_no_name(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="access name, but"
    ):
        run(f"{PAGE}/mistake_name_outside_a_run")
    assert capsys.readouterr().out == "loading the argument orders\n65\n"


def test_the_key_of_the_asset_is_there_outside_a_run_too(mend: Mend) -> None:
    changes = {"{context.name}": "{context.asset_key.path[-1]}"}
    assert mend(f"{PAGE}/mistake_name_outside_a_run", changes) == [
        "loading the argument orders",
        "65",
        "loading the argument orders",
    ]


def test_key_partition_and_metadata_are_there_in_both_places() -> None:
    days = dg.DailyPartitionsDefinition("2026-01-01", end_date="2026-01-04")

    @dg.asset(partitions_def=days)
    def daily() -> int:
        return 1

    @dg.asset(
        partitions_def=days, ins={"daily": dg.AssetIn(metadata={"rows": 1})}
    )
    def copy(daily: int) -> int:
        return daily

    defs = dg.Definitions([daily, copy], resources={"io_manager": Recorder()})
    dg.materialize(
        [daily, copy],
        partition_key="2026-01-02",
        resources=defs.resources,
    )
    with defs.get_asset_value_loader() as loader:
        loader.load_asset_value(
            "daily",
            partition_key="2026-01-02",
            input_definition_metadata={"rows": 1},
        )
    in_a_run, outside = (
        (c.asset_key, c.asset_partition_key, c.definition_metadata)
        for c in loaded
    )
    assert in_a_run == outside
    assert outside == (dg.AssetKey("daily"), "2026-01-02", {"rows": 1})


def test_the_defs_of_the_mistake_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    job = mistake_name_outside_a_run.defs.resolve_implicit_global_asset_job_def
    assert job().execute_in_process().success
    assert capsys.readouterr().out == "loading the argument orders\n65\n"


def test_the_input_of_an_op_is_none_of_an_asset() -> None:
    with pytest.raises(AttributeError, match="'In' object has no attribute"):
        runpy.run_path(f"{ROOT}/snippets/{PAGE}/mistake_input_of_an_op.py")


# When to choose something else


def test_an_asset_that_reads_for_itself(run: Run) -> None:
    assert run(f"{PAGE}/read_it_yourself") == ["[(65,)]"]


def test_with_deps_nothing_is_loaded(tmp_path: Path) -> None:
    dg.materialize(
        [read_it_yourself.orders, read_it_yourself.revenue],
        resources={
            "database": read_it_yourself.Database(
                path=str(tmp_path / "shop.duckdb")
            ),
            "io_manager": Recorder(),
        },
    )
    assert read_it_yourself.revenue.dependency_keys == {dg.AssetKey("orders")}
    assert loaded == []


def test_an_input_without_a_manager_has_no_run_config(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match='unexpected config entry "inputs"'
    ):
        run(f"{PAGE}/mistake_config_of_an_input")


def test_with_input_manager_key_each_run_sets_the_config_of_the_input(
    mend: Mend,
) -> None:
    ins = 'ins={"orders": dg.AssetIn(input_manager_key="io_manager")}'
    right = {
        "@dg.asset\ndef preview": f"@dg.asset({ins})\ndef preview",
        "-> None: ...\n\n\nif": "-> None:\n    print(orders)\n\n\nif",
    }
    mistake = f"{PAGE}/mistake_config_of_an_input"
    assert mend(mistake, right) == ["[40, 25]"]
    all_rows = {**right, '{"rows": 2}': '{"rows": 3}'}
    assert mend(mistake, all_rows) == ["[40, 25, 90]"]
    inputs = '        run_config={"ops": {"preview": {"inputs": inputs}}},\n'
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="Missing required config entry"
    ):
        mend(mistake, {**right, inputs: ""})


def test_metadata_of_the_input_takes_its_place() -> None:
    seen: list[list[int]] = []

    class Rows(dg.ConfigurableIOManager):
        def handle_output(
            self, context: dg.OutputContext, obj: object
        ) -> None: ...

        def load_input(self, context: dg.InputContext) -> list[int]:
            return [40, 25, 90][: context.definition_metadata["rows"]]

    @dg.asset(ins={"orders": dg.AssetIn(metadata={"rows": 2})})
    def preview(orders: list[int]) -> None:
        seen.append(orders)

    module = mistake_config_of_an_input
    dg.materialize([module.orders, preview], resources={"io_manager": Rows()})
    assert seen == [[40, 25]]

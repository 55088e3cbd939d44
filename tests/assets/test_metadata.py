"""Every claim of docs/assets/metadata.md, proved."""

import datetime
import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import numpy as np
import polars as pl
import pytest

from snippets.assets.metadata import (
    columns_of_a_table,
    count_and_preview,
    from_the_context,
    known_before_and_known_after,
    numbers_over_time,
    value_and_metadata,
)
from tests.conftest import Mend, Run

PAGE = "assets/metadata"


def made(
    asset: dg.AssetsDefinition, **options: Any
) -> Mapping[str, dg.MetadataValue[Any]]:
    """Materialize an asset and give the metadata that it recorded."""
    result = dg.materialize([asset], **options)
    [event] = result.get_asset_materialization_events()
    return event.materialization.metadata


def reports(value: Any) -> dg.AssetsDefinition:
    """An asset that reports one value as metadata."""

    @dg.asset
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"value": value})

    return orders


def files(folder: Path) -> dict[str, object]:
    return {"io_manager": dg.FilesystemIOManager(base_dir=str(folder))}


SHOW_METADATA = {
    "    dg.materialize([orders])": """\
    result = dg.materialize([orders])
    [made] = result.asset_materializations_for_node("orders")
    print(*[(name, item.value) for name, item in made.metadata.items()])"""
}
SHOW_VALUE = {
    "    dg.materialize([orders])": """\
    print(dg.materialize([orders]).asset_value("orders"))"""
}


def keys(defs: dg.Definitions) -> set[str]:
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    return {key.to_user_string() for key in graph.get_all_asset_keys()}


def test_a_materialization_records_count_preview_and_source(run: Run) -> None:
    assert run(f"{PAGE}/count_and_preview") == [
        "3",
        "| customer | amount |",
        "| --- | --- |",
        "| ada | 40 |",
        "| bob | 60 |",
        "https://shop.example/orders",
    ]
    assert keys(count_and_preview.defs) == {"orders"}


def test_what_the_ui_draws_in_a_special_way_is_wrapped() -> None:
    metadata = made(count_and_preview.orders)
    kinds = {name: type(value).__name__ for name, value in metadata.items()}
    assert kinds == {
        "dagster/row_count": "IntMetadataValue",
        "preview": "MarkdownMetadataValue",
        "source": "UrlMetadataValue",
    }


@pytest.mark.parametrize("value", ["euro", 2, 2.5, True, [1, 2], {"a": 1}])
def test_text_numbers_booleans_lists_and_dicts_go_in_as_they_are(
    value: object,
) -> None:
    assert made(reports(value))["value"].value == value


def test_a_materialize_result_stores_nothing_but_the_metadata(
    tmp_path: Path,
) -> None:
    metadata = made(reports(2), resources=files(tmp_path / "stored"))
    assert metadata["value"].value == 2
    assert not (tmp_path / "stored").exists()


def test_an_output_stores_the_value_and_the_metadata_goes_with_it(
    run: Run, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/value_and_metadata") == ["2", "100"]
    metadata = made(value_and_metadata.orders, resources=files(tmp_path))
    assert metadata["dagster/row_count"].value == 2
    assert (tmp_path / "orders").exists()
    assert keys(value_and_metadata.defs) == {"orders", "revenue"}


def test_another_asset_cannot_take_a_materialize_result_as_an_argument() -> (
    None
):
    with pytest.raises(FileNotFoundError):
        dg.materialize([reports(2), value_and_metadata.revenue])


def test_the_value_in_an_output_is_checked_against_the_annotation() -> None:
    amounts: Any = "forty"

    @dg.asset
    def orders() -> dg.Output[list[int]]:
        return dg.Output(amounts)

    with pytest.raises(dg.DagsterTypeCheckDidNotPass, match="must be a list"):
        dg.materialize([orders])


def test_a_materialize_result_works_with_a_none_annotation() -> None:
    rows: Any = dg.MaterializeResult(metadata={"dagster/row_count": 2})

    @dg.asset
    def orders() -> None:
        return rows  # type: ignore[no-any-return]

    assert made(orders)["dagster/row_count"].value == 2


def test_a_materialize_result_works_without_an_annotation() -> None:
    @dg.asset
    def orders():  # type: ignore[no-untyped-def]
        return dg.MaterializeResult(metadata={"dagster/row_count": 2})

    assert made(orders)["dagster/row_count"].value == 2


@pytest.mark.skipif(
    "value" not in inspect.signature(dg.MaterializeResult).parameters,
    reason="this release knows no such argument",
)
def test_releases_from_1_11_on_store_the_value_of_a_result() -> None:
    @dg.asset
    def orders() -> dg.MaterializeResult[list[int]]:
        return dg.MaterializeResult(value=[40], metadata={"rows": 1})

    result = dg.materialize([orders, value_and_metadata.revenue])
    assert result.asset_value("revenue") == 40


def test_a_failed_asset_records_neither_value_nor_metadata(
    tmp_path: Path,
) -> None:
    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> list[int]:
        context.add_output_metadata({"dagster/row_count": 2})
        raise OSError("the shop is closed")

    result = dg.materialize(
        [orders], raise_on_error=False, resources=files(tmp_path / "stored")
    )
    assert result.get_asset_materialization_events() == []
    assert not (tmp_path / "stored").exists()


def test_numbers_are_read_back_newest_first(run: Run) -> None:
    assert run(f"{PAGE}/numbers_over_time") == ["[3, 120, 100]"]


def test_each_materialization_keeps_its_own_metadata() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for rows in range(12):
            settings = numbers_over_time.OrdersConfig(rows=rows)
            dg.materialize(
                [numbers_over_time.orders],
                run_config=dg.RunConfig({"orders": settings}),
                instance=instance,
            )
        counts = numbers_over_time.row_counts(instance, dg.AssetKey("orders"))
    assert counts == list(range(11, 1, -1))


def test_the_instance_inside_an_asset_is_the_one_with_the_past() -> None:
    seen: list[list[object]] = []

    @dg.asset
    def report(context: dg.AssetExecutionContext) -> None:
        seen.append(
            numbers_over_time.row_counts(
                context.instance, numbers_over_time.orders.key
            )
        )

    with dg.DagsterInstance.ephemeral() as instance:
        settings = numbers_over_time.OrdersConfig(rows=7)
        dg.materialize(
            [numbers_over_time.orders],
            run_config=dg.RunConfig({"orders": settings}),
            instance=instance,
        )
        dg.materialize([report], instance=instance)
        dg.materialize([report], instance=instance)
    assert seen == [[7], [7]]


def test_a_script_gets_the_instance_of_dagster_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    with dg.DagsterInstance.get() as instance:
        assert instance.root_directory == str(tmp_path)
    monkeypatch.delenv("DAGSTER_HOME")
    with pytest.raises(Exception, match="DAGSTER_HOME"):
        dg.DagsterInstance.get()


def test_columns_and_their_lineage_are_kept(run: Run) -> None:
    assert run(f"{PAGE}/columns_of_a_table") == [
        "['day', 'amount']",
        "AssetKey(['orders'])",
    ]
    assert keys(columns_of_a_table.defs) == {"orders", "daily_revenue"}


def test_the_schema_holds_types_descriptions_and_constraints() -> None:
    spec = columns_of_a_table.daily_revenue.get_asset_spec()
    day, amount = spec.metadata["dagster/column_schema"].columns
    assert (day.type, amount.type) == ("date", "integer")
    assert day.description == "In the shop's time zone."
    assert day.constraints.nullable
    assert not amount.constraints.nullable
    assert [dep.asset_key for dep in spec.deps] == [dg.AssetKey("orders")]


def test_the_lineage_names_the_column_that_each_was_made_from() -> None:
    value = made(columns_of_a_table.daily_revenue)["dagster/column_lineage"]
    assert isinstance(value, dg.TableColumnLineageMetadataValue)
    assert value.lineage.deps_by_column == {
        "amount": [
            dg.TableColumnDep(dg.AssetKey("orders"), column_name="amount")
        ]
    }


def test_a_schema_can_stand_in_the_result_too() -> None:
    metadata = made(reports(columns_of_a_table.schema))
    assert metadata["value"].value == columns_of_a_table.schema


def test_definition_and_materialization_metadata_stay_apart(run: Run) -> None:
    assert run(f"{PAGE}/known_before_and_known_after") == [
        "['page_size', 'source']",
        "['pages']",
    ]
    orders = known_before_and_known_after.orders
    spec = orders.get_asset_spec()
    assert spec.metadata["source"] == "https://shop.example/orders"
    assert spec.metadata["page_size"] == 100
    assert made(orders)["pages"].value == 3
    assert keys(known_before_and_known_after.defs) == {"orders"}


def test_a_sum_of_pandas_is_no_int(run: Run) -> None:
    with pytest.raises(Exception, match=r"numpy\.int64"):
        run(f"{PAGE}/mistake_number_of_pandas")
    assert made(reports(int(np.int64(100))))["value"].value == 100


def test_int_and_float_mend_the_numbers_of_pandas(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_number_of_pandas",
        {": frame": ": int(frame", ".sum()": ".sum())", **SHOW_METADATA},
    )
    assert lines == ["('revenue', 100)"]
    lines = mend(
        f"{PAGE}/mistake_mean_of_pandas",
        {": frame": ": float(frame", ".mean()": ".mean())", **SHOW_METADATA},
    )
    assert lines == ["('average', 50.0)"]


@pytest.mark.parametrize(
    "value", [{"north"}, datetime.date(2024, 1, 1), pl.DataFrame()]
)
def test_the_same_happens_with_a_set_a_date_and_a_data_frame(
    value: object,
) -> None:
    with pytest.raises(Exception, match="Value in Mapping mismatches"):
        made(reports(value))


def test_a_mean_of_pandas_is_a_float_and_fails_when_written(run: Run) -> None:
    mean = np.mean([40, 60])
    assert isinstance(mean, float)
    with pytest.raises(Exception, match="Unhandled value type"):
        run(f"{PAGE}/mistake_mean_of_pandas")
    assert made(reports(float(mean)))["value"].value == 50.0


def test_a_materialize_result_is_refused_where_a_list_was_promised(
    run: Run,
) -> None:
    with pytest.raises(dg.DagsterTypeCheckDidNotPass, match="NoValueSentinel"):
        run(f"{PAGE}/mistake_annotated_with_the_value")


def test_an_output_needs_an_output_annotation(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="Output annotation"
    ):
        run(f"{PAGE}/mistake_output_not_in_the_annotation")


def test_a_materialize_result_in_the_annotation_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_annotated_with_the_value",
        {"-> list[int]": "-> dg.MaterializeResult", **SHOW_METADATA},
    )
    assert lines == ["('dagster/row_count', 2)"]


def test_an_output_in_the_annotation_mends_it(mend: Mend) -> None:
    mistake = f"{PAGE}/mistake_output_not_in_the_annotation"
    annotation = {"-> list[int]": "-> dg.Output[list[int]]"}
    assert mend(mistake, annotation | SHOW_VALUE) == ["[40, 60]"]
    [line] = mend(mistake, annotation | SHOW_METADATA)
    assert "('dagster/row_count', 2)" in line


def test_an_output_annotation_refuses_a_bare_list() -> None:
    amounts: Any = [40]

    @dg.asset
    def orders() -> dg.Output[list[int]]:
        return amounts  # type: ignore[no-any-return]

    with pytest.raises(
        dg.DagsterInvariantViolationError, match="did not receive an Output"
    ):
        dg.materialize([orders])


def test_a_value_and_metadata_side_by_side_are_one_tuple(run: Run) -> None:
    assert run(f"{PAGE}/mistake_metadata_beside_the_value") == [
        "False",
        "tuple [40, 60] {'dagster/row_count': 2}",
    ]


def test_a_dict_under_column_schema_becomes_json(run: Run) -> None:
    assert run(f"{PAGE}/mistake_schema_as_a_dict") == [
        "JsonMetadataValue {'id': 'integer'}"
    ]


def test_the_context_adds_metadata_to_a_plain_value(run: Run) -> None:
    assert run(f"{PAGE}/from_the_context") == ["2", "100"]
    assert made(from_the_context.revenue)["orders"].value == 2
    assert keys(from_the_context.defs) == {"revenue"}

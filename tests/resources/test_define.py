"""Every claim of docs/resources/define.md, proved."""

from pathlib import Path

import dagster as dg
import pydantic
import pytest

from snippets.resources.define import (
    mistake_class_in_place_of_object,
    mistake_nothing_provided,
    one_database_for_two_assets,
    same_assets_other_database,
)
from tests.conftest import Mend, Run

PAGE = "resources/define"


def test_two_assets_work_on_one_database(run: Run) -> None:
    assert run(f"{PAGE}/one_database_for_two_assets") == ["[(40,)]"]


def test_definitions_load_with_the_resource() -> None:
    dg.Definitions.validate_loadable(one_database_for_two_assets.defs)


def test_the_resource_in_definitions_is_the_one_that_its_assets_get(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    defs = one_database_for_two_assets.defs
    dg.materialize(
        [
            one_database_for_two_assets.orders,
            one_database_for_two_assets.revenue,
        ],
        resources=defs.resources,
    )
    assert (tmp_path / "shop.duckdb").exists()


def test_the_parameters_name_is_the_key() -> None:
    keys = one_database_for_two_assets.orders.required_resource_keys
    assert "database" in keys


def test_a_resource_is_no_upstream_asset() -> None:
    assert not one_database_for_two_assets.orders.dependency_keys


def test_deps_makes_revenue_run_after_orders() -> None:
    revenue = one_database_for_two_assets.revenue
    assert revenue.dependency_keys == {dg.AssetKey("orders")}


def test_a_field_cannot_be_changed_later() -> None:
    database = one_database_for_two_assets.Database(path="shop.duckdb")
    with pytest.raises(dg.DagsterInvalidInvocationError, match="frozen=True"):
        database.path = "other.duckdb"


def test_a_field_of_the_wrong_type_is_refused_when_you_build_the_resource() -> (
    None
):
    with pytest.raises(pydantic.ValidationError, match="valid string"):
        one_database_for_two_assets.Database.model_validate({"path": 3})


def test_the_same_asset_runs_on_another_database(run: Run) -> None:
    assert run(f"{PAGE}/same_assets_other_database") == [
        "test [('Ada',)]",
        "production [('Ada',)]",
    ]


def test_an_asset_called_directly_takes_the_resource_as_an_argument(
    tmp_path: Path,
) -> None:
    path = f"{tmp_path}/shop.duckdb"
    database = same_assets_other_database.Database(path=path)
    same_assets_other_database.customers(database=database)
    assert database.query("from customers") == [("Ada",)]


def test_a_key_that_nobody_provides_passes_definitions_and_fails_when_loaded(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="'database' required by op"
    ):
        run(f"{PAGE}/mistake_nothing_provided")


def test_the_name_of_the_parameter_as_the_key_mends_it(mend: Mend) -> None:
    assert not mend(f"{PAGE}/mistake_nothing_provided", {'"db"': '"database"'})
    page = mistake_nothing_provided
    assert page.defs.resources == {"db": page.Database(path="shop.duckdb")}


def test_a_parameter_without_annotation_is_an_upstream_asset(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r'Input asset "\["database"\]"'
    ):
        run(f"{PAGE}/mistake_no_annotation")


def test_a_class_as_resource_fails_when_an_asset_uses_it(run: Run) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional"):
        run(f"{PAGE}/mistake_class_in_place_of_object")
    database = mistake_class_in_place_of_object.Database()
    assert database.path == "shop.duckdb"

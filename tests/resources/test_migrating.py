"""Every claim of docs/resources/migrating.md, proved."""

import runpy
from pathlib import Path
from types import ModuleType

import dagster as dg
import duckdb
import pytest

from snippets.resources.migrating import (
    legacy_asset_new_resource,
    legacy_resource,
    legacy_resource_inside_another,
    legacy_resource_new_asset,
    mistake_new_type_old_object,
    resource_as_a_class,
    resource_inside_another,
    same_object_as_before,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "resources/migrating"


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        ("legacy_resource", ["(65,)"]),
        ("resource_as_a_class", ["[(65,)]"]),
        ("legacy_resource_inside_another", ["3 EUR"]),
        ("resource_inside_another", ["3 EUR"]),
        ("legacy_resource_new_asset", ["3 EUR"]),
        ("same_object_as_before", ["3 EUR"]),
    ],
)
def test_the_old_way_and_the_new_give_the_same(
    run: Run, program: str, printed: list[str]
) -> None:
    assert run(f"{PAGE}/{program}") == printed


def test_the_old_way_runs_without_a_warning(
    recwarn: pytest.WarningsRecorder,
) -> None:
    @dg.resource(config_schema={"currency": str})
    def currency(context: dg.InitResourceContext) -> str:
        return str(context.resource_config["currency"])

    @dg.asset(required_resource_keys={"currency"})
    def tea(context: dg.AssetExecutionContext) -> str:
        return str(context.resources.currency)

    configured = currency.configured({"currency": "EUR"})
    result = dg.materialize([tea], resources={"currency": configured})
    assert result.output_for_node("tea") == "EUR"
    assert not recwarn.list


@pytest.mark.parametrize(
    ("module", "connection_of"),
    [
        (legacy_resource, lambda database: database),
        (resource_as_a_class, lambda database: database._connection),
    ],
)
def test_both_open_before_the_assets_and_close_after_them(
    module: ModuleType, connection_of: object
) -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.asset(required_resource_keys={"database"})
    def orders(context: dg.AssetExecutionContext) -> None:
        assert callable(connection_of)
        seen.append(connection_of(context.resources.database))
        assert seen[0].execute("select 1").fetchone() == (1,)

    dg.materialize([orders], resources=module.defs.resources)
    with pytest.raises(duckdb.ConnectionException):
        seen[0].execute("select 1")


def test_a_field_is_refused_where_you_write_it() -> None:
    with pytest.raises(ValueError, match="valid string"):
        resource_as_a_class.Database.model_validate({"path": 3})


@pytest.mark.parametrize(
    ("resource", "field"),
    [
        (legacy_resource.database, "path"),
        (legacy_resource_new_asset.library_prices, "currency"),
    ],
)
def test_a_function_refuses_what_its_schema_does_not_allow(
    resource: dg.ResourceDefinition, field: str
) -> None:
    wrong = resource.configured({field: 3})
    with (
        pytest.raises(dg.DagsterInvalidConfigError, match=field),
        dg.build_resources({"resource": wrong}),
    ):
        pass


def test_a_class_that_is_not_open_has_no_connection() -> None:
    database = resource_as_a_class.Database(path=":memory:")
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        database.query("select 1")


def test_an_old_asset_and_a_new_one_share_a_new_resource(run: Run) -> None:
    printed = run(f"{PAGE}/legacy_asset_new_resource")
    assert sorted(printed) == ["3 EUR", "6 EUR"]
    dg.Definitions.validate_loadable(legacy_asset_new_resource.defs)


@pytest.mark.parametrize("product", ["tea", "coffee"])
def test_each_of_both_assets_runs_alone(
    product: str, capsys: pytest.CaptureFixture[str]
) -> None:
    defs = legacy_asset_new_resource.defs
    asset = getattr(legacy_asset_new_resource, product)
    dg.materialize([asset], resources=defs.resources)
    assert capsys.readouterr().out == f"{len(product)} EUR\n"


def test_create_resource_hands_old_assets_the_same_object(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(required_resource_keys={"prices"})
    def old(context: dg.AssetExecutionContext) -> None:
        print(context.resources.prices)

    dg.materialize([old], resources=same_object_as_before.defs.resources)
    assert capsys.readouterr().out == "{'tea': '3 EUR'}\n"


def test_a_function_is_configured_with_its_schema(
    capsys: pytest.CaptureFixture[str],
) -> None:
    prices = legacy_resource_new_asset.library_prices
    dg.materialize(
        [legacy_resource_new_asset.tea],
        resources={"prices": prices.configured({"currency": "USD"})},
    )
    assert capsys.readouterr().out == "3 USD\n"


def test_the_keys_of_a_resource_become_a_field() -> None:
    keys = legacy_resource_inside_another.prices.required_resource_keys
    assert keys == {"currency"}
    assert set(resource_inside_another.Prices.model_fields) == {"currency"}


def test_an_unknown_product_has_no_price() -> None:
    currency = resource_inside_another.Currency(code="EUR")
    prices = resource_inside_another.Prices(currency=currency)
    assert prices.of("coffee") == "unknown"


@pytest.mark.parametrize(
    ("way", "key"),
    [
        ('required_resource_keys={"mail"}', "prices"),
        (", prices: Prices", "mail"),
    ],
)
def test_without_one_of_the_two_ways_the_other_is_accepted(
    tmp_path: Path, way: str, key: str
) -> None:
    program = ROOT / f"snippets/{PAGE}/mistake_key_and_parameter.py"
    mended = tmp_path / program.name
    mended.write_text(program.read_text().replace(way, ""))
    tea = runpy.run_path(str(mended))["tea"]
    assert tea.required_resource_keys - {"io_manager"} == {key}


@pytest.mark.parametrize(
    ("mistake", "changes", "printed"),
    [
        (
            "mistake_key_forgotten",
            {
                "context: dg.AssetExecutionContext": "prices: Prices",
                "context.resources.prices": "prices",
            },
            "EUR",
        ),
        (
            "mistake_configured",
            {
                'Prices.configured({"currency": "EUR"})': (
                    'Prices(currency="EUR")\nprint(prices.currency)'
                )
            },
            "EUR",
        ),
        (
            "mistake_new_type_old_object",
            {'"prices": old_prices': '"prices": Prices()'},
            "tea: 3 EUR",
        ),
    ],
)
def test_what_the_page_says_mends_the_mistake(
    mend: Mend, mistake: str, changes: dict[str, str], printed: str
) -> None:
    assert mend(f"{PAGE}/{mistake}", changes) == [printed]


def test_the_old_object_is_a_dict() -> None:
    old = mistake_new_type_old_object.old_prices
    with dg.build_resources({"prices": old}) as shop:
        assert shop.prices == {"tea": "3 EUR"}


@pytest.mark.parametrize(
    ("mistake", "error", "message"),
    [
        (
            "mistake_key_and_parameter",
            Exception,
            "Cannot specify resource requirements in both",
        ),
        (
            "mistake_key_forgotten",
            dg.DagsterUnknownResourceError,
            "Unknown resource `prices`",
        ),
        ("mistake_configured", AttributeError, "configured"),
        (
            "mistake_new_type_old_object",
            AttributeError,
            "'dict' object has no attribute 'of'",
        ),
    ],
)
def test_the_mistake_raises_what_the_page_says(
    run: Run, mistake: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        run(f"{PAGE}/{mistake}")

"""Every claim of docs/assets/resources.md, proved."""

import os
import runpy
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest

from snippets.assets.resources import (
    a_setting_for_one_run,
    mistake_class_in_place_of_an_object,
    one_asset_one_resource,
    one_set_for_each_environment,
    passed_by_hand,
    several_resources,
)
from tests._harness.daemon import run_daemon
from tests.conftest import ROOT, Mend, Run

PAGE = "assets/resources"
Database = one_asset_one_resource.Database


@pytest.fixture(autouse=True)
def _same_environment() -> Iterator[None]:
    """Take back what a program sets in the environment."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def keys(defs: dg.Definitions) -> set[str]:
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    return {key.to_user_string() for key in graph.get_all_asset_keys()}


def test_a_parameter_gets_the_object_under_its_name(run: Run) -> None:
    assert run(f"{PAGE}/one_asset_one_resource") == ["[(100,)]"]
    assert keys(one_asset_one_resource.defs) == {"revenue"}
    assert one_asset_one_resource.defs.resources == {"database": Database()}


def test_the_annotation_makes_it_a_resource_and_not_an_asset() -> None:
    revenue = one_asset_one_resource.revenue
    assert revenue.dependency_keys == set()
    assert revenue.required_resource_keys >= {"database"}


def test_a_field_with_a_default_may_be_left_out_or_given(
    tmp_path: Path,
) -> None:
    assert Database().path == ":memory:"
    database = Database(path=str(tmp_path / "shop.duckdb"))
    dg.materialize(
        [one_asset_one_resource.revenue], resources={"database": database}
    )
    assert (tmp_path / "shop.duckdb").exists()


def test_materialize_knows_nothing_of_definitions() -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"'database' .* not provided"
    ):
        dg.materialize([one_asset_one_resource.revenue])


def test_an_asset_takes_several_resources(run: Run) -> None:
    assert run(f"{PAGE}/several_resources") == [
        "revenue: 100",
        "shop.duckdb -> reports.duckdb",
        "['orders']",
    ]


def test_two_of_one_class_are_two_keys() -> None:
    revenue = several_resources.revenue
    assert revenue.required_resource_keys >= {"source", "target"}
    assert keys(several_resources.defs) == {"orders", "revenue"}


def test_only_the_argument_is_a_dependency_in_the_graph() -> None:
    revenue = several_resources.revenue
    assert revenue.dependency_keys == {dg.AssetKey("orders")}


def test_the_order_behind_the_context_is_free(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset
    def revenue(
        context: dg.AssetExecutionContext,
        source: several_resources.Database,
        orders: list[int],
    ) -> None:
        print(f"{sum(orders)} from {source.path}")

    dg.materialize(
        [revenue, several_resources.orders],
        resources={"source": several_resources.Database(path="shop.duckdb")},
    )
    assert capsys.readouterr().out == "100 from shop.duckdb\n"


def test_each_environment_has_its_own_set(run: Run) -> None:
    assert run(f"{PAGE}/one_set_for_each_environment") == [
        "local.duckdb",
        "/data/shop.duckdb",
    ]


@pytest.mark.parametrize(
    ("environment", "path"),
    [(None, "local.duckdb"), ("production", "/data/shop.duckdb")],
)
def test_the_environment_chooses_the_resources_of_the_definitions(
    environment: str | None,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("SHOP_ENVIRONMENT", raising=False)
    if environment:
        monkeypatch.setenv("SHOP_ENVIRONMENT", environment)
    program = ROOT / f"snippets/{PAGE}/one_set_for_each_environment.py"
    defs = runpy.run_path(str(program))["defs"]
    assert keys(defs) == {"orders"}
    monkeypatch.setenv("SHOP_DATABASE", "/data/shop.duckdb")
    dg.materialize(
        [one_set_for_each_environment.orders], resources=defs.resources
    )
    assert capsys.readouterr().out == f"{path}\n"


def test_the_code_loads_without_the_variables_of_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SHOP_DATABASE", raising=False)
    orders = one_set_for_each_environment.orders
    resources = one_set_for_each_environment.RESOURCES["production"]
    defs = dg.Definitions(assets=[orders], resources=resources)
    dg.Definitions.validate_loadable(defs)
    with pytest.raises(dg.DagsterInvalidConfigError, match="SHOP_DATABASE"):
        dg.materialize([orders], resources=resources)


def test_an_asset_is_called_with_any_object_of_the_class(run: Run) -> None:
    assert run(f"{PAGE}/passed_by_hand") == ["40 CHF"]
    assert passed_by_hand.price_tag(shop=passed_by_hand.Shop()) == "40 EUR"
    assert keys(
        dg.Definitions(
            assets=[passed_by_hand.price_tag],
            resources={"shop": passed_by_hand.Shop()},
        )
    ) == {"price_tag"}


def test_a_key_that_is_not_the_parameter_fails_when_validated(
    run: Run,
) -> None:
    dg.Definitions(
        assets=[one_asset_one_resource.revenue], resources={"db": Database()}
    )
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"'database' .*'db'"
    ):
        run(f"{PAGE}/mistake_key_is_not_the_parameter")


def test_without_an_annotation_the_resource_becomes_an_asset(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r'Input asset "\["database"\]"'
    ):
        run(f"{PAGE}/mistake_no_annotation")


def test_the_class_in_the_annotation_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_no_annotation",
        {
            "(database)": "(database: Database)",
            "    dg.Definitions.validate": (
                "    print(defs.resources)\n    dg.Definitions.validate"
            ),
        },
    )
    assert lines == ["{'database': Database()}"]


def test_so_it_does_with_none_in_the_annotation_or_another_class() -> None:
    class Client: ...

    @dg.asset
    def orders(database: Database | None, client: Client) -> None: ...

    assert orders.dependency_keys == {
        dg.AssetKey("database"),
        dg.AssetKey("client"),
    }


def test_a_class_loads_and_fails_at_the_first_attribute(run: Run) -> None:
    defs = dg.Definitions(
        assets=[one_asset_one_resource.revenue],
        resources={"database": Database},
    )
    dg.Definitions.validate_loadable(defs)
    with pytest.raises(AttributeError, match="path"):
        run(f"{PAGE}/mistake_class_in_place_of_an_object")
    assert keys(mistake_class_in_place_of_an_object.defs) == {"orders"}


def test_an_object_in_place_of_the_class_mends_it(mend: Mend) -> None:
    mistake = f"{PAGE}/mistake_class_in_place_of_an_object"
    assert mend(mistake, {": Database}": ": Database()}"}) == [":memory:"]


def test_an_environment_variable_is_not_read_while_the_module_loads(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_TOKEN", "secret")
    with pytest.raises(RuntimeError, match="until run time"):
        run(f"{PAGE}/mistake_used_in_module_scope")


def test_the_context_gives_only_what_the_asset_asked_for(run: Run) -> None:
    with pytest.raises(
        dg.DagsterUnknownResourceError, match="Unknown resource `database`"
    ):
        run(f"{PAGE}/mistake_asked_of_the_context")


def test_a_parameter_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_asked_of_the_context",
        {
            "context: dg.AssetExecutionContext": "database: Database",
            "context.resources.": "",
        },
    )
    assert lines == [":memory:"]


def test_a_setting_changes_from_run_to_run(run: Run) -> None:
    assert run(f"{PAGE}/a_setting_for_one_run") == [
        "the last 7 days",
        "the last 30 days",
    ]
    assert keys(a_setting_for_one_run.defs) == {"report"}


def test_the_message_says_what_asks_for_the_resource() -> None:
    class Database(dg.ConfigurableResource):
        path: str

    @dg.asset
    def orders(database: Database) -> None: ...

    @dg.asset
    def customers() -> None: ...

    @dg.asset_check(asset=customers)
    def positive(database: Database) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    @dg.success_hook(required_resource_keys={"database"})
    def notify(context: dg.HookContext) -> None: ...

    warehouse = dg.IOManagerDefinition(
        lambda _: dg.InMemoryIOManager(),
        required_resource_keys={"database"},
    )

    @dg.asset(io_manager_key="warehouse")
    def revenue() -> int:
        return 40

    job = dg.define_asset_job("orders_job", hooks={notify})
    required_by = {
        "op 'orders'": dg.Definitions([orders]),
        "op 'customers_positive'": dg.Definitions(
            [customers], asset_checks=[positive]
        ),
        "hook 'notify' attached to job 'orders_job'": dg.Definitions(
            [customers], jobs=[job]
        ),
        "resource with key 'warehouse'": dg.Definitions(
            [revenue], resources={"warehouse": warehouse}
        ),
    }
    for words, defs in required_by.items():
        with pytest.raises(dg.DagsterInvalidDefinitionError) as raised:
            dg.Definitions.validate_loadable(defs)
        # A hook's job fails because of this error.
        error = raised.value.__cause__ or raised.value
        assert f"'database' required by {words} was not provided" in str(error)


def test_a_sensor_that_lacks_a_resource_loads() -> None:
    class Database(dg.ConfigurableResource):
        path: str

    @dg.asset
    def orders() -> None: ...

    @dg.sensor(target=[orders])
    def new_orders(database: Database) -> None: ...

    @dg.schedule(target=[orders], cron_schedule="0 6 * * *")
    def daily(database: Database) -> None: ...

    defs = dg.Definitions([orders], sensors=[new_orders], schedules=[daily])
    dg.Definitions.validate_loadable(defs)
    with run_daemon(defs) as daemon:
        now = datetime(2025, 5, 1, 5, 59, tzinfo=UTC)
        daemon.start("new_orders", now)
        daemon.start("daily", now)
        daemon.turn_sensors(now + timedelta(minutes=1))
        daemon.turn_schedules(now + timedelta(minutes=1))
        for name in ["new_orders", "daily"]:
            [tick] = daemon.ticks(name)
            assert tick.status == "FAILURE"
            assert "'database'" in tick.said

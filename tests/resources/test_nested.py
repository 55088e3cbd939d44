"""Every claim of docs/resources/nested.md, proved."""

import os
from collections.abc import Iterator
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import duckdb
import pytest
from pydantic import ValidationError

from snippets.resources.nested import (
    accounts_in_a_list,
    client_in_a_resource,
    inner_opens_first,
    login_of_one_client,
    mistake_inner_left_out,
    mistake_inner_without_a_key,
    mistake_list_of_accounts,
    mistake_list_of_resources,
    mistake_run_config_ignored,
    mistake_swapped,
    mistake_two_databases,
    mistake_warnings_are_errors,
    one_database_for_two,
    path_chosen_at_launch,
    report_on_a_database,
)
from tests.conftest import Mend, Run

PAGE = "resources/nested"


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with mock.patch.dict(os.environ):
        yield


def run_config(key: str, config: dict[str, Any]) -> dict[str, Any]:
    return {"resources": {key: {"config": config}}}


def test_a_field_is_filled_with_a_resource(run: Run) -> None:
    assert run(f"{PAGE}/report_on_a_database") == ["40 EUR"]


def test_the_inner_resource_opens_first_and_closes_last(run: Run) -> None:
    assert run(f"{PAGE}/inner_opens_first") == [
        "database opened",
        "report opened",
        "report closed",
        "database closed",
    ]


def test_the_outer_resource_can_use_the_inner_one_in_setup_and_teardown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Report(dg.ConfigurableResource):
        database: one_database_for_two.Database

        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            self.database.query("create table sales as select 40 as amount")

        def teardown_after_execution(
            self, context: dg.InitResourceContext
        ) -> None:
            print(self.database.query("from sales"))

    @dg.asset
    def revenue(report: Report) -> None: ...

    database = one_database_for_two.database
    report = Report(database=database)
    dg.materialize(
        [revenue], resources={"database": database, "report": report}
    )
    assert capsys.readouterr().out.splitlines() == [
        "opened :memory:",
        "[(40,)]",
    ]


def test_the_inner_resource_closes_when_the_outer_fails_to_open(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Report(inner_opens_first.Report):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            raise OSError("no paper")

    @dg.asset
    def revenue(report: Report) -> None: ...

    database = inner_opens_first.database
    report = Report(database=database)
    with pytest.raises(dg.DagsterResourceFunctionError):
        dg.materialize(
            [revenue], resources={"database": database, "report": report}
        )
    assert capsys.readouterr().out.splitlines() == [
        "database opened",
        "database closed",
    ]


def test_the_default_of_a_shared_resource_may_be_a_variable(
    capsys: pytest.CaptureFixture[str],
) -> None:
    os.environ["SHOP_DATABASE"] = "/data/from_a_variable.duckdb"
    database = path_chosen_at_launch.Database.configure_at_launch(
        path=dg.EnvVar("SHOP_DATABASE")
    )
    report = path_chosen_at_launch.Report(database=database, currency="EUR")
    dg.materialize(
        [path_chosen_at_launch.revenue],
        resources={"database": database, "report": report},
    )
    printed = capsys.readouterr().out
    assert printed == "/data/from_a_variable.duckdb EUR\n"


def test_a_shared_database_opens_once_and_shows_what_was_written(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_database_for_two") == [
        "opened :memory:",
        "[(40,)]",
    ]


@pytest.mark.parametrize(
    "page", [inner_opens_first, one_database_for_two, report_on_a_database]
)
def test_an_asset_that_asks_for_the_inner_resource_gets_the_same_one(
    page: ModuleType,
) -> None:
    seen: list[bool] = []

    @dg.asset
    def check(
        database: dg.ResourceParam[Any], report: dg.ResourceParam[Any]
    ) -> None:
        seen.append(report.database is database)

    dg.materialize([check], resources=page.shop)
    assert seen == [True]


@pytest.mark.parametrize(
    "page",
    [one_database_for_two, mistake_two_databases, mistake_list_of_resources],
)
def test_a_database_that_nobody_opened_has_no_connection(
    page: ModuleType,
) -> None:
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        page.Database(path=":memory:").query("select 1")


def test_two_resources_that_hold_it_share_it() -> None:
    seen: list[bool] = []
    module = one_database_for_two

    class Import(dg.ConfigurableResource):
        database: module.Database

    @dg.asset
    def check(loader: Import, report: module.Report) -> None:
        seen.append(report.database is loader.database)

    loader = Import(database=module.database)
    dg.materialize([check], resources={**module.shop, "loader": loader})
    assert seen == [True]


def test_run_config_names_the_inner_resource_by_its_own_key(run: Run) -> None:
    assert run(f"{PAGE}/path_chosen_at_launch") == [
        "/data/shop.duckdb EUR",
        "/data/archive.duckdb EUR",
    ]


def test_a_resource_can_be_nested_without_a_key(run: Run) -> None:
    assert run(f"{PAGE}/login_of_one_client") == [
        "read when the run starts 100"
    ]
    assert login_of_one_client.login.user == "shop"


def test_each_outer_resource_opens_its_own_inner_one() -> None:
    seen: list[duckdb.DuckDBPyConnection] = []
    module = mistake_two_databases

    @dg.asset
    def check(
        database: module.Database, first: module.Report, second: module.Report
    ) -> None:
        seen.append(database._connection)
        seen.append(first.database._connection)
        seen.append(second.database._connection)

    report = module.Report(database=module.database)
    dg.materialize(
        [check],
        resources={
            "database": module.database,
            "first": report,
            "second": module.Report(database=module.database),
        },
    )
    assert len(set(map(id, seen))) == 3


def test_a_resource_dependency_takes_any_object(run: Run) -> None:
    assert run(f"{PAGE}/client_in_a_resource") == ["['40 EUR']"]


def test_a_resource_dependency_is_the_object_that_you_passed() -> None:
    seen: list[object] = []

    @dg.asset
    def check(report: client_in_a_resource.Report) -> None:
        seen.append(report.mailbox)

    dg.materialize([check], resources=client_in_a_resource.defs.resources)
    assert seen[0] is client_in_a_resource.mailbox


def test_one_object_in_two_resources_is_two_databases(run: Run) -> None:
    with pytest.raises(
        duckdb.CatalogException, match="Table with name sales does not exist"
    ):
        run(f"{PAGE}/mistake_two_databases")


def test_configure_at_launch_mends_two_databases(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_two_databases
    database = module.Database.configure_at_launch(path=":memory:")
    report = module.Report(database=database)
    dg.materialize(
        [module.revenue], resources={"database": database, "report": report}
    )
    assert capsys.readouterr().out == "[(40,)]\n"


def test_run_config_does_not_reach_a_configured_inner_resource(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_run_config_ignored") == ["/data/shop.duckdb"]


def test_run_config_reaches_an_asset_that_asks_for_the_inner_resource() -> None:
    seen: list[str] = []
    module = mistake_run_config_ignored

    @dg.asset
    def check(database: module.Database, report: module.Report) -> None:
        seen.extend([database.path, report.database.path])

    dg.materialize(
        [check],
        resources=module.resources,
        run_config=run_config("database", {"path": "/data/archive.duckdb"}),
    )
    assert seen == ["/data/archive.duckdb", "/data/shop.duckdb"]


@pytest.mark.parametrize(
    "resources",
    [mistake_run_config_ignored.resources, path_chosen_at_launch.resources],
)
def test_run_config_under_the_field_is_rejected(
    resources: dict[str, Any],
) -> None:
    @dg.asset
    def check(report: dg.ResourceParam[Any]) -> None: ...

    with pytest.raises(dg.DagsterInvalidConfigError, match='entry "database"'):
        dg.materialize(
            [check],
            resources=resources,
            run_config=run_config("report", {"database": {"path": "/data"}}),
        )


def test_an_inner_resource_left_for_launch_needs_a_key(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"nested at Report\.database"
    ):
        run(f"{PAGE}/mistake_inner_without_a_key")


def test_the_key_takes_the_same_object() -> None:
    module = mistake_inner_without_a_key
    database = module.Database.configure_at_launch()
    report = module.Report(database=database)

    def definitions(inner: object) -> dg.Definitions:
        return dg.Definitions(
            assets=[module.revenue],
            resources={"database": inner, "report": report},
        )

    dg.Definitions.validate_loadable(definitions(database))
    another = module.Database.configure_at_launch()
    with pytest.raises(dg.DagsterInvalidDefinitionError):
        dg.Definitions.validate_loadable(definitions(another))


def test_an_inner_resource_left_out_is_none_in_the_run(run: Run) -> None:
    with pytest.raises(AttributeError, match="'NoneType' object"):
        run(f"{PAGE}/mistake_inner_left_out")
    defs = mistake_inner_left_out.defs
    dg.Definitions.validate_loadable(defs)


def test_the_report_was_given_all_but_its_database() -> None:
    module = mistake_inner_left_out
    database = module.Database(path="/data/shop.duckdb")
    report = module.Report(database=database, **module.settings)
    assert report.currency == "EUR"
    assert report.database.path == "/data/shop.duckdb"


def test_a_plain_field_cannot_be_left_out() -> None:
    settings: dict[str, Any] = {}
    with pytest.raises(ValidationError, match="database"):
        mistake_swapped.Report(**settings)


def test_keys_that_are_swapped_pass_validation(run: Run) -> None:
    dg.Definitions.validate_loadable(mistake_swapped.defs)
    assert set(mistake_swapped.defs.resources or {}) == {"report", "database"}
    with pytest.raises(AttributeError, match="'Database' object has no attrib"):
        run(f"{PAGE}/mistake_swapped")


def test_keys_in_their_places_mend_the_run(mend: Mend) -> None:
    wrong, right = (
        f'"report": {report}, "database": {database}'
        for report, database in [("database", "report"), ("report", "database")]
    )
    mended = mend(f"{PAGE}/mistake_swapped", {wrong: right})
    assert mended == ["/data/shop.duckdb"]


def test_a_plain_field_rejects_another_class() -> None:
    settings: dict[str, Any] = {"database": mistake_swapped.report}
    with pytest.raises(ValidationError, match="instance of Database"):
        mistake_swapped.Report(**settings)


def test_a_resource_dependency_takes_another_class() -> None:
    settings: dict[str, Any] = {"database": login_of_one_client.login}
    report = mistake_inner_left_out.Report(currency="EUR", **settings)
    assert isinstance(report.database, login_of_one_client.Login)


def test_resources_in_a_list_stay_closed(run: Run) -> None:
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        run(f"{PAGE}/mistake_list_of_resources")


def test_a_field_in_place_of_the_list_mends_it(mend: Mend) -> None:
    changes = {
        "databases: list[Database]": "database: Database",
        "in report.databases": "in [report.database]",
        'databases=[Database(path=":memory:")]': (
            'database=Database(path=":memory:")'
        ),
    }
    mended = mend(f"{PAGE}/mistake_list_of_resources", changes)
    assert mended == ["[(40,)]"]


def test_a_field_of_its_own_opens_a_resource(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_list_of_resources

    class Report(dg.ConfigurableResource):
        first: module.Database
        second: module.Database

    @dg.asset
    def check(report: Report) -> None:
        for database in (report.first, report.second):
            print(database.query("select 40 as amount"))

    report = Report(
        first=module.Database(path=":memory:"),
        second=module.Database(path=":memory:"),
    )
    dg.materialize([check], resources={"report": report})
    assert capsys.readouterr().out == "[(40,)]\n[(40,)]\n"


def test_a_nested_resource_fails_where_warnings_are_errors(run: Run) -> None:
    with pytest.raises(dg.DagsterResourceFunctionError) as raised:
        run(f"{PAGE}/mistake_warnings_are_errors")
    warning = raised.value.user_exception
    assert isinstance(warning, DeprecationWarning)
    assert "InitResourceContext.dagster_run" in str(warning)


@pytest.mark.filterwarnings("error", "ignore:InitResourceContext.dagster_run")
def test_a_filter_for_this_one_message_lets_the_run_succeed() -> None:
    module = mistake_warnings_are_errors
    report = module.Report(database=module.Database(path=":memory:"))
    assert dg.materialize(
        [module.revenue], resources={"report": report}
    ).success


@pytest.mark.filterwarnings("error")
def test_configure_at_launch_does_not_warn() -> None:
    module = mistake_warnings_are_errors
    database = module.Database.configure_at_launch(path=":memory:")
    report = module.Report(database=database)
    resources = {"database": database, "report": report}
    assert dg.materialize([module.revenue], resources=resources).success


@pytest.mark.parametrize(
    ("defs", "assets"),
    [
        (report_on_a_database.defs, [report_on_a_database.revenue]),
        (one_database_for_two.defs, [one_database_for_two.revenue]),
        (login_of_one_client.defs, [login_of_one_client.orders]),
        (client_in_a_resource.defs, [client_in_a_resource.revenue]),
        (mistake_inner_left_out.defs, [mistake_inner_left_out.revenue]),
        (mistake_swapped.defs, [mistake_swapped.revenue]),
        (
            mistake_inner_without_a_key.defs,
            [mistake_inner_without_a_key.revenue],
        ),
    ],
)
def test_dagster_finds_the_assets_in_the_definitions(
    defs: dg.Definitions, assets: list[dg.AssetsDefinition]
) -> None:
    assert defs.assets == assets


def test_a_list_of_resources_with_resources_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match='unexpected config entry "login"'
    ):
        run(f"{PAGE}/mistake_list_of_accounts")


def test_a_list_of_config_reads_each_variable(run: Run) -> None:
    assert run(f"{PAGE}/accounts_in_a_list") == ["shop a secret"]
    defs = accounts_in_a_list.defs
    assert defs.assets == [accounts_in_a_list.fees]
    assert defs.resources == {"payments": accounts_in_a_list.payments}


def test_a_dependency_takes_the_list_and_opens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "a secret")
    seen: list[object] = []

    class Login(mistake_list_of_accounts.Login):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            seen.append("opened")

    class Account(dg.ConfigurableResource):
        login: Login

    class Payments(dg.ConfigurableResource):
        accounts: dg.ResourceDependency[list[Account]]

    @dg.asset
    def fees(payments: Payments) -> None:
        [account] = payments.accounts
        with pytest.raises(RuntimeError, match="directly retrieve"):
            f"{account.login.password}"
        seen.append(type(account.login))

    login = Login(password=dg.EnvVar("SHOP_PASSWORD"))
    payments = Payments(accounts=[Account(login=login)])
    dg.materialize([fees], resources={"payments": payments})
    assert seen == [Login]


def test_a_field_opens_an_account_and_its_login(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOP_PASSWORD", "a secret")
    module = mistake_list_of_accounts
    assert module.fees.key == dg.AssetKey("fees")
    seen: list[str] = []

    class Payments(dg.ConfigurableResource):
        account: module.Account

    @dg.asset
    def fees(payments: Payments) -> None:
        seen.append(payments.account.login.password)

    login = module.Login(password=dg.EnvVar("SHOP_PASSWORD"))
    account = module.Account(name="shop", login=login)
    payments = Payments(account=account)
    dg.materialize([fees], resources={"payments": payments})
    assert seen == ["a secret"]

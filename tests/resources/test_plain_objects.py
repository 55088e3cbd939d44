"""Every claim of docs/resources/plain_objects.md, proved."""

import os
from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest import mock

import dagster as dg
import pytest

from snippets.resources.plain_objects import (
    client,
    client_with_configuration,
    function_and_dict,
    mistake_asset_of_that_name,
    mistake_class_not_object,
    mistake_kept_from_run_to_run,
    mistake_no_resource_param,
)
from tests.conftest import Run

PAGE = "resources/plain_objects"


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with mock.patch.dict(os.environ):
        yield


def received(resource: object, **kwargs: Any) -> Any:
    """Materialize two assets and give the one object that both receive."""
    seen: list[object] = []

    @dg.asset
    def orders(thing: dg.ResourceParam[Any]) -> None:
        seen.append(thing)

    @dg.asset(deps=[orders])
    def revenue(thing: dg.ResourceParam[Any]) -> None:
        seen.append(thing)

    dg.materialize([orders, revenue], resources={"thing": resource}, **kwargs)
    assert seen[0] is seen[1]
    return seen[0]


def run_config(**config: object) -> dict[str, Any]:
    return {"resources": {"thing": {"config": config}}}


def test_an_object_of_any_class_is_a_resource(run: Run) -> None:
    assert run(f"{PAGE}/client") == [
        "dagster@shop.example to owner@shop.example: revenue: 40"
    ]


def test_the_parameters_name_is_the_key() -> None:
    mailer = client.Mailer(sender="dagster@shop.example")
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="key 'mailer'"):
        dg.materialize([client.revenue_report], resources={"mail": mailer})


def test_nothing_compares_the_object_with_the_type() -> None:
    dg.Definitions.validate_loadable(
        dg.Definitions(
            assets=[client.revenue_report], resources={"mailer": "a text"}
        )
    )
    with pytest.raises(AttributeError, match="'str' object has no attribute"):
        dg.materialize([client.revenue_report], resources={"mailer": "a text"})


def test_a_function_and_a_dictionary_are_resources(run: Run) -> None:
    assert run(f"{PAGE}/function_and_dict") == ["2024-01-31 60.0"]


def test_in_production_the_function_is_the_calendar(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dg.materialize(
        [function_and_dict.daily_revenue],
        resources=function_and_dict.defs.resources,
    )
    day, amount = capsys.readouterr().out.split()
    assert abs((date.today() - date.fromisoformat(day)).days) <= 1
    assert amount == "50.0"


class Mailer:
    """A plain class with the methods of a life cycle."""

    opened = False

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self.opened = True

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self.opened = True


class Mail(dg.ConfigurableResource):
    sender: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("opened")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("closed")


def test_an_asset_gets_the_object_that_you_passed() -> None:
    mailer = Mailer()
    assert received(mailer) is mailer


def test_an_asset_gets_a_copy_of_a_configurable_resource() -> None:
    mail = Mail(sender="dagster@shop.example")
    assert received(mail) == mail
    assert received(mail) is not mail


def test_a_variable_stays_a_name_as_a_plain_object() -> None:
    os.environ["MAIL_SENDER"] = "dagster@shop.example"
    assert received(dg.EnvVar("MAIL_SENDER")) == "MAIL_SENDER"


def test_a_variable_is_read_by_a_configurable_resource() -> None:
    os.environ["MAIL_SENDER"] = "dagster@shop.example"
    assert received(Mail(sender=dg.EnvVar("MAIL_SENDER"))).sender == (
        "dagster@shop.example"
    )


def test_run_config_has_no_effect_on_a_plain_object() -> None:
    rates = received({"USD": 1.5}, run_config=run_config(USD=1.25))
    assert rates == {"USD": 1.5}


def test_run_config_sets_the_fields_of_a_configurable_resource() -> None:
    other = run_config(sender="other@shop.example")
    mail = received(Mail(sender="dagster@shop.example"), run_config=other)
    assert mail.sender == "other@shop.example"


def test_no_life_cycle_method_of_a_plain_object_is_called() -> None:
    assert not received(Mailer()).opened


def test_a_configurable_resource_is_opened_and_closed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    received(Mail(sender="dagster@shop.example"))
    assert capsys.readouterr().out.split() == ["opened", "closed"]


def test_a_resource_builds_the_object_from_configuration(run: Run) -> None:
    assert run(f"{PAGE}/client_with_configuration") == [
        "read when the run starts"
    ]


def test_the_client_gets_all_that_was_configured() -> None:
    os.environ["MAIL_PASSWORD"] = "a secret"
    resources = client_with_configuration.defs.resources
    assert resources
    assert received(resources["mail"]).mailer() == (
        client_with_configuration.Mailer("dagster@shop.example", "a secret")
    )


def test_a_parameter_with_a_type_of_yours_is_an_asset(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match=r'Input asset "\["mailer"\]" is not produced',
    ):
        run(f"{PAGE}/mistake_no_resource_param")
    revenue_report = mistake_no_resource_param.revenue_report
    assert revenue_report.dependency_keys == {dg.AssetKey("mailer")}


def test_resource_param_mends_the_parameter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_no_resource_param

    @dg.asset
    def revenue_report(mailer: dg.ResourceParam[module.Mailer]) -> None:
        print(mailer.sender)

    mailer = module.Mailer(sender="dagster@shop.example")
    dg.materialize([revenue_report], resources={"mailer": mailer})
    assert capsys.readouterr().out == "dagster@shop.example\n"


def test_a_configurable_resource_needs_no_resource_param() -> None:
    revenue_report = client_with_configuration.revenue_report
    assert revenue_report.required_resource_keys >= {"mail"}
    assert not list(revenue_report.dependency_keys)


def test_an_asset_of_that_name_takes_the_place_of_the_resource(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_asset_of_that_name") == ["3960.0"]


def test_with_resource_param_an_asset_of_that_name_does_not_matter(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset
    def revenue(rates: dg.ResourceParam[dict[str, float]]) -> None:
        print(40 * rates["USD"])

    dg.materialize(
        [mistake_asset_of_that_name.rates, revenue],
        resources={"rates": {"USD": 1.5}},
    )
    assert capsys.readouterr().out == "60.0\n"


def test_the_name_of_the_variable_arrives_although_it_is_set(run: Run) -> None:
    assert run(f"{PAGE}/mistake_variable_not_read") == [
        "{'Authorization': 'PAYMENTS_TOKEN'}"
    ]
    assert dg.EnvVar("PAYMENTS_TOKEN").get_value() == "a secret"


def test_run_config_is_accepted_and_dropped(run: Run) -> None:
    assert run(f"{PAGE}/mistake_run_config_ignored") == ["60.0"]


def test_a_class_is_taken_for_an_object(run: Run) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional"):
        run(f"{PAGE}/mistake_class_not_object")


def test_an_object_of_the_class_mends_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    module = mistake_class_not_object
    mailer = module.Mailer(sender="dagster@shop.example")
    dg.materialize([module.revenue_report], resources={"mailer": mailer})
    assert capsys.readouterr().out == "dagster@shop.example: revenue: 40\n"


def test_two_runs_in_one_process_share_the_object(run: Run) -> None:
    assert run(f"{PAGE}/mistake_kept_from_run_to_run") == [
        "2 new orders",
        "0 new orders",
    ]


def test_orders_are_remembered_with_their_amount() -> None:
    seen: dict[int, int] = {}
    orders = mistake_kept_from_run_to_run.orders
    dg.materialize([orders], resources={"seen": seen})
    assert seen == {7: 40, 8: 40}


def test_config_is_the_configuration_of_the_asset(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError,
        match=r'Missing required config entry "ops".*revenue',
    ):
        run(f"{PAGE}/mistake_named_config")


def test_context_is_no_name_for_a_resource() -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="annotate `context` parameter"
    ):

        @dg.asset
        def revenue(context: dg.ResourceParam[dict[str, float]]) -> None: ...


@pytest.mark.parametrize(
    ("defs", "assets"),
    [
        (client.defs, [client.revenue_report]),
        (function_and_dict.defs, [function_and_dict.daily_revenue]),
        (
            client_with_configuration.defs,
            [client_with_configuration.revenue_report],
        ),
        (
            mistake_kept_from_run_to_run.defs,
            [mistake_kept_from_run_to_run.orders],
        ),
    ],
)
def test_dagster_finds_the_assets_in_the_definitions(
    defs: dg.Definitions, assets: list[dg.AssetsDefinition]
) -> None:
    assert defs.assets == assets

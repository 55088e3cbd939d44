"""Every claim of docs/assets/define.md, proved."""

import types
from collections.abc import Callable
from pathlib import Path

import dagster as dg
import pytest

from snippets.assets.define import (
    a_table_that_others_fill,
    found_by_what_you_wrote,
    from_function_to_asset,
    how_a_key_is_made,
    how_a_key_is_written,
    mistake_forgotten_in_definitions,
    once_for_a_module,
    still_a_function,
)
from tests.conftest import Mend, Run

PAGE = "assets/define"


def bare(name: str) -> dg.AssetsDefinition:
    """An asset with a name and nothing else."""

    @dg.asset(name=name)
    def made() -> None: ...

    return made


def test_the_decorator_describes_the_asset() -> None:
    spec = from_function_to_asset.orders.get_asset_spec()
    assert spec.key == dg.AssetKey(["shop", "orders"])
    assert spec.description == "The amount of each order, in euros."
    assert spec.group_name == "sales"
    assert spec.kinds == {"python", "duckdb"}
    assert list(spec.owners) == ["ada@shop.example", "team:sales"]
    assert spec.tags["refresh"] == "daily"


def test_a_run_keeps_what_the_function_returns(run: Run) -> None:
    assert run(f"{PAGE}/from_function_to_asset") == [
        "[40, 60]",
        "shop/orders",
        "The amount of each order, in euros.",
        "sales ['ada@shop.example', 'team:sales'] ['duckdb', 'python']",
        "daily",
    ]


def test_the_first_program_loads_in_dagster() -> None:
    dg.Definitions.validate_loadable(from_function_to_asset.defs)
    graph = from_function_to_asset.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey(["shop", "orders"])}


def test_all_arguments_are_optional_and_these_are_their_defaults() -> None:
    @dg.asset
    def orders() -> None: ...

    spec = orders.get_asset_spec()
    assert spec.key == dg.AssetKey("orders")
    assert spec.description is None
    assert spec.group_name == "default"
    assert (list(spec.owners), spec.kinds, dict(spec.tags)) == ([], set(), {})


def test_a_plain_call_runs_the_function_and_records_nothing(run: Run) -> None:
    assert still_a_function.orders() == [40, 60]
    assert run(f"{PAGE}/still_a_function") == ["[40, 60]", "None", "True"]


def test_a_run_records_a_materialization() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([still_a_function.orders], instance=instance)
        event = instance.get_latest_materialization_event(dg.AssetKey("orders"))
    assert event is not None


def test_the_description_argument_wins_over_the_docstring() -> None:
    @dg.asset(description="Paid orders.")
    def orders() -> None:
        """All orders."""

    assert orders.get_asset_spec().description == "Paid orders."


def test_the_last_part_of_the_key_is_the_function_or_what_you_say(
    run: Run,
) -> None:
    assert run(f"{PAGE}/how_a_key_is_made") == [
        "orders",
        "order_lines",
        "shop/customers",
        "shop/europe/revenue",
        "shop/products",
    ]


def test_a_key_is_a_list_of_parts() -> None:
    assert how_a_key_is_made.orders.key.path == ["orders"]
    assert how_a_key_is_made.load_order_lines.key.path == ["order_lines"]
    assert how_a_key_is_made.customers.key.path == ["shop", "customers"]
    assert how_a_key_is_made.revenue.key.path == ["shop", "europe", "revenue"]
    assert how_a_key_is_made.load_products.key.path == ["shop", "products"]
    keys = how_a_key_is_made.defs.resolve_asset_graph().get_all_asset_keys()
    assert len(keys) == 5


@pytest.mark.parametrize("name", ["paid_orders", "orders"])
def test_a_renamed_function_has_no_history_unless_it_keeps_the_name(
    name: str,
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([how_a_key_is_made.orders], instance=instance)
        event = instance.get_latest_materialization_event(bare(name).key)
    assert (event is not None) == (name == "orders")


def test_a_slash_inside_a_part_makes_another_key(run: Run) -> None:
    assert how_a_key_is_written.orders.key == dg.AssetKey(["shop", "orders"])
    assert run(f"{PAGE}/how_a_key_is_written") == [
        "AssetKey(['shop', 'orders'])",
        "['shop', 'orders']",
        "shop/orders",
        "True",
        "True",
        "False",
    ]


def test_a_selection_takes_the_key_as_text() -> None:
    selection = dg.AssetSelection.from_string("shop/orders")
    assert selection.resolve([how_a_key_is_written.orders]) == {
        dg.AssetKey(["shop", "orders"])
    }


def test_a_module_is_loaded_with_one_prefix_and_one_group(run: Run) -> None:
    assert run(f"{PAGE}/once_for_a_module") == [
        "shop/orders sales",
        "shop/revenue sales",
    ]


def test_an_argument_follows_its_asset_to_the_new_key() -> None:
    graph = once_for_a_module.defs.resolve_asset_graph()
    revenue = graph.get(dg.AssetKey(["shop", "revenue"]))
    assert revenue.parent_keys == {dg.AssetKey(["shop", "orders"])}
    job = once_for_a_module.defs.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process()
    assert result.asset_value(dg.AssetKey(["shop", "revenue"])) == 100


def test_an_asset_with_its_own_group_cannot_be_loaded_with_another() -> None:
    module = types.ModuleType("shop")
    vars(module)["orders"] = dg.asset(group_name="people")(nothing)
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="conflicts"):
        dg.load_assets_from_modules([module], group_name="sales")


def nothing() -> None: ...


def test_groups_owners_and_tags_select_assets(run: Run) -> None:
    assert run(f"{PAGE}/found_by_what_you_wrote") == [
        "['orders', 'revenue']",
        "['orders']",
        "['customers', 'orders']",
    ]


def test_another_owner_selects_the_other_asset() -> None:
    team = dg.AssetSelection.owner("team:data")
    assert found_by_what_you_wrote.names(team) == ["revenue"]


def test_a_selection_by_tag_makes_a_job_of_those_assets() -> None:
    job = dg.define_asset_job(
        "daily", selection=dg.AssetSelection.tag("refresh", "daily")
    )
    defs = dg.Definitions(
        assets=found_by_what_you_wrote.defs.assets, jobs=[job]
    )
    result = defs.resolve_job_def("daily").execute_in_process()
    made = {
        event.asset_key for event in result.get_asset_materialization_events()
    }
    assert made == {dg.AssetKey("orders"), dg.AssetKey("customers")}


@pytest.mark.parametrize("name", ["order_lines2", "order-lines", "order.lines"])
def test_a_name_of_letters_digits_and_marks_loads_and_runs(name: str) -> None:
    asset = bare(name)
    dg.Definitions.validate_loadable(dg.Definitions(assets=[asset]))
    assert dg.materialize([asset]).success
    assert asset.op.name == name.replace("-", "_").replace(".", "_")


@pytest.mark.parametrize(
    "name", ["shop/orders", "shop orders", "class", "input"]
)
def test_a_name_with_a_slash_a_space_or_a_reserved_word_is_refused(
    name: str,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="not a valid name in Dagster"
    ):
        bare(name)


def test_the_same_rule_holds_for_the_parts_of_a_key() -> None:
    for part in ["shop/eu", "shop eu"]:
        with pytest.raises(dg.DagsterInvalidDefinitionError):
            dg.asset(key_prefix=part)(nothing)
    assert dg.asset(key_prefix="shop-eu")(nothing).key.path[0] == "shop-eu"


def test_names_that_differ_in_a_hyphen_cannot_stand_side_by_side() -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="conflicting node definitions"
    ):
        dg.materialize([bare("daily-orders"), bare("daily_orders")])


def test_a_group_is_letters_digits_and_underscores() -> None:
    asset = dg.asset(group_name="shop_sales2")(nothing)
    assert asset.get_asset_spec().group_name == "shop_sales2"
    for group in ["shop-sales", "shop sales"]:
        with pytest.raises(
            dg.DagsterInvalidDefinitionError, match="group name"
        ):
            dg.asset(group_name=group)(nothing)


@pytest.mark.parametrize("value", ["a-b_c.2", "a" * 63])
def test_a_tag_and_a_kind_may_hold_letters_digits_and_marks(value: str) -> None:
    asset = dg.asset(tags={"refresh": value}, kinds={value})(nothing)
    assert asset.get_asset_spec().tags["refresh"] == value
    assert asset.get_asset_spec().kinds == {value}


@pytest.mark.parametrize("value", ["names & addresses", "a" * 64])
def test_a_tag_and_a_kind_refuse_spaces_and_long_text(value: str) -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="63"):
        dg.asset(tags={"refresh": value})(nothing)
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="63"):
        dg.asset(kinds={value})(nothing)


def test_an_owner_is_an_address_or_a_team() -> None:
    owners = ["ada@shop.example", "team:sales"]
    asset = dg.asset(owners=owners)(nothing)
    assert list(asset.get_asset_spec().owners) == owners


def test_a_slash_in_the_key_is_an_error(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="not a valid name"
    ):
        run(f"{PAGE}/mistake_slash_in_the_key")
    assert dg.asset(key=["shop", "orders"])(nothing).key.path == [
        "shop",
        "orders",
    ]


def test_definitions_say_nothing_about_one_key_twice_until_loaded(
    run: Run,
) -> None:
    dg.Definitions(assets=[bare("orders"), bare("orders")])
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Duplicate asset key"
    ):
        run(f"{PAGE}/mistake_two_assets_with_one_key")


def test_a_prefix_each_gives_each_asset_its_own_key() -> None:
    assets = [
        dg.asset(name="orders", key_prefix=region)(nothing)
        for region in ["north", "south"]
    ]
    dg.Definitions.validate_loadable(dg.Definitions(assets=assets))
    assert dg.materialize(assets).success


def test_a_prefix_each_mends_two_assets_with_one_key(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_two_assets_with_one_key",
        {
            "@dg.asset": "@dg.asset(key_prefix=region)",
            "dg.Definitions.validate_loadable(defs)": (
                "print(*[asset.key.path for asset in defs.assets])"
            ),
        },
    )
    assert lines == ["['north', 'orders'] ['south', 'orders']"]


def test_a_tag_value_with_spaces_is_an_error(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Invalid tag value"
    ):
        run(f"{PAGE}/mistake_tag_with_spaces")


def test_an_owner_that_is_no_address_needs_the_word_team(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="Invalid owner"):
        run(f"{PAGE}/mistake_owner_without_team")


def test_a_value_where_none_was_promised_fails_the_run(run: Run) -> None:
    with pytest.raises(dg.DagsterTypeCheckDidNotPass, match="must be None"):
        run(f"{PAGE}/mistake_value_where_none_was_promised")


def test_the_type_of_the_value_mends_the_annotation(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_value_where_none_was_promised",
        {
            "-> None": "-> list[int]",
            "dg.materialize([orders])": (
                'print(dg.materialize([orders]).asset_value("orders"))'
            ),
        },
    )
    assert lines == ["[40, 60]"]


def test_each_run_checks_the_annotation_down_to_the_elements() -> None:
    @dg.asset
    def orders() -> list[int]:
        return ["40"]  # type: ignore[list-item]

    with pytest.raises(
        dg.DagsterTypeCheckDidNotPass, match='"40" of python type "str"'
    ):
        dg.materialize([orders])


def test_a_function_that_promises_none_stores_nothing(tmp_path: Path) -> None:
    files = dg.FilesystemIOManager(base_dir=str(tmp_path))
    dg.materialize([bare("orders")], resources={"io_manager": files})
    assert list(tmp_path.iterdir()) == []
    dg.materialize([still_a_function.orders], resources={"io_manager": files})
    assert [file.name for file in tmp_path.iterdir()] == ["orders"]


def test_a_forgotten_asset_appears_as_something_that_others_make(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_forgotten_in_definitions") == [
        "orders False",
        "revenue True",
    ]
    mended = dg.Definitions(
        assets=[
            mistake_forgotten_in_definitions.orders,
            mistake_forgotten_in_definitions.revenue,
        ]
    )
    graph = mended.resolve_asset_graph()
    assert graph.get(dg.AssetKey("orders")).is_materializable


def test_a_spec_stands_in_the_graph_and_has_no_function(run: Run) -> None:
    assert run(f"{PAGE}/a_table_that_others_fill") == ["['revenue']"]
    graph = a_table_that_others_fill.defs.resolve_asset_graph()
    rates = graph.get(dg.AssetKey("exchange_rates"))
    assert not rates.is_materializable
    assert rates.description == "Filled by the bank every morning."
    assert list(rates.owners) == ["team:treasury"]
    revenue = graph.get(dg.AssetKey("revenue"))
    assert revenue.parent_keys == {rates.key}


@pytest.mark.filterwarnings("ignore:Parameter `owners`")
def test_the_message_about_an_owner_names_the_kind_of_definition() -> None:
    job = dg.define_asset_job("orders_job")

    def own_job(owners: list[str]) -> None:
        dg.define_asset_job("orders_job", owners=owners)

    def own_schedule(owners: list[str]) -> None:
        dg.ScheduleDefinition(
            "daily", job=job, cron_schedule="0 6 * * *", owners=owners
        )

    def own_sensor(owners: list[str]) -> None:
        dg.sensor(name="files", job=job, owners=owners)(lambda: None)

    def own_asset(owners: list[str]) -> None:
        dg.asset(name="orders", owners=owners)(lambda: None)

    kinds: dict[str, Callable[[list[str]], None]] = {
        "job 'orders_job'": own_job,
        "schedule 'daily'": own_schedule,
        "sensor 'files'": own_sensor,
        "asset": own_asset,
    }
    for kind, own in kinds.items():
        for owner in ["sales", "team:"]:
            message = f"Invalid owner '{owner}' for {kind}"
            with pytest.raises(dg.DagsterInvalidDefinitionError, match=message):
                own([owner])
        own(["team:sales"])

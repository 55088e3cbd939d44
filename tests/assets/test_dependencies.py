"""Every claim of docs/assets/dependencies.md, proved."""

from pathlib import Path

import dagster as dg
import pytest

from snippets.assets.dependencies import (
    argument_and_deps,
    by_key,
    mistake_cycle,
    one_asset_again,
    one_asset_with_a_helper,
    tables_need_order_only,
)
from tests.conftest import Run

PAGE = "assets/dependencies"
orders = argument_and_deps.orders
revenue = argument_and_deps.revenue
newsletter = argument_and_deps.newsletter


def files(folder: Path) -> dict[str, object]:
    return {"io_manager": dg.FilesystemIOManager(base_dir=str(folder))}


def steps(result: dg.ExecuteInProcessResult) -> list[str]:
    return [str(event.step_key) for event in result.get_step_success_events()]


def keys(defs: dg.Definitions) -> set[str]:
    graph = defs.resolve_asset_graph()
    return {key.to_user_string() for key in graph.get_all_asset_keys()}


@dg.asset(name="orders")
def broken_orders() -> list[int]:
    raise OSError("the shop is closed")


@dg.asset(name="orders")
def orders_in_a_table() -> None: ...


@dg.asset(deps=["orders"])
def sent() -> None: ...


def test_an_argument_gets_the_value_and_deps_only_waits(run: Run) -> None:
    assert run(f"{PAGE}/argument_and_deps") == [
        "orders: [40, 60]",
        "revenue is there",
        "['orders', 'revenue', 'newsletter']",
    ]


def test_the_order_of_the_list_does_not_matter() -> None:
    assert steps(dg.materialize([newsletter, revenue, orders])) == steps(
        dg.materialize([orders, revenue, newsletter])
    )


def test_an_argument_and_deps_make_the_same_edge_in_the_same_graph() -> None:
    graph = argument_and_deps.defs.resolve_asset_graph()
    assert graph.get(revenue.key).parent_keys == {orders.key}
    assert graph.get(newsletter.key).parent_keys == {revenue.key}
    dg.Definitions.validate_loadable(argument_and_deps.defs)
    assert keys(argument_and_deps.defs) == {"orders", "revenue", "newsletter"}


def test_an_argument_gets_what_the_other_asset_returned() -> None:
    result = dg.materialize([orders, revenue])
    assert result.asset_value("revenue") == 100


def test_both_run_after_the_other_asset() -> None:
    assert steps(dg.materialize([revenue, orders])) == ["orders", "revenue"]
    assert steps(dg.materialize([sent, orders])) == ["orders", "sent"]


@pytest.mark.parametrize("later", [revenue, sent])
def test_neither_runs_if_the_other_asset_failed(
    later: dg.AssetsDefinition,
) -> None:
    result = dg.materialize([broken_orders, later], raise_on_error=False)
    assert not result.success
    assert [event.step_key for event in result.get_step_failure_events()] == [
        "orders"
    ]
    assert steps(result) == []


def test_an_argument_needs_a_returned_value() -> None:
    with pytest.raises(FileNotFoundError):
        dg.materialize([orders_in_a_table, revenue])


def test_deps_needs_no_returned_value() -> None:
    result = dg.materialize([orders_in_a_table, sent])
    assert steps(result) == ["orders", "sent"]


def test_an_argument_fails_alone_if_its_asset_was_never_made() -> None:
    with pytest.raises(FileNotFoundError):
        dg.materialize([orders, revenue], selection=[revenue])


def test_deps_runs_alone_although_its_asset_was_never_made() -> None:
    result = dg.materialize([orders, sent], selection=[sent])
    assert steps(result) == ["sent"]


def test_a_key_that_no_asset_has_does_not_load_as_an_argument() -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="not produced"):
        dg.Definitions.validate_loadable(dg.Definitions(assets=[revenue]))


def test_a_key_that_no_asset_has_loads_in_deps() -> None:
    defs = dg.Definitions(assets=[sent])
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    assert not graph.get(dg.AssetKey("orders")).is_materializable


def test_one_asset_can_have_both() -> None:
    @dg.asset(deps=[newsletter])
    def report(revenue: int) -> None: ...

    assert report.dependency_keys == {revenue.key, newsletter.key}
    result = dg.materialize([report, newsletter, revenue, orders])
    assert steps(result)[-1] == "report"


def test_the_database_passes_the_rows(run: Run) -> None:
    assert run(f"{PAGE}/tables_need_order_only") == ["[(40,)]"]


def test_the_tables_are_ordered_by_deps_and_nothing_is_stored(
    tmp_path: Path,
) -> None:
    database = tables_need_order_only.Database(path=str(tmp_path / "db"))
    result = dg.materialize(
        [tables_need_order_only.revenue, tables_need_order_only.orders],
        resources={"database": database, **files(tmp_path / "stored")},
    )
    assert steps(result) == ["orders", "revenue"]
    assert set(tables_need_order_only.revenue.dependency_keys) == {
        tables_need_order_only.orders.key
    }
    assert not (tmp_path / "stored").exists()
    assert database.query("from orders") == [(40,)]


def test_the_program_with_tables_loads_in_dagster() -> None:
    defs = tables_need_order_only.defs
    dg.Definitions.validate_loadable(defs)
    assert keys(defs) == {"orders", "revenue"}
    database = tables_need_order_only.Database(path="shop.duckdb")
    assert defs.resources == {"database": database}


def test_a_key_makes_an_edge_without_an_import(run: Run) -> None:
    key = dg.AssetKey(["shop", "orders"])
    graph = by_key.defs.resolve_asset_graph()
    assert graph.get(by_key.revenue.key).parent_keys == {key}
    assert graph.get(by_key.newsletter.key).parent_keys == {key}
    assert run(f"{PAGE}/by_key") == ["orders are there", "100"]


def shop_orders(group: str, prefix: str = "shop") -> dg.AssetsDefinition:
    @dg.asset(name="orders", key_prefix=prefix, group_name=group)
    def load() -> list[int]:
        return [40, 60]

    return load


def test_a_bare_name_finds_a_key_with_a_prefix_in_the_same_group() -> None:
    result = dg.materialize([shop_orders("default"), revenue, sent])
    assert result.asset_value("revenue") == 100
    assert steps(result)[0] == "shop__orders"


def test_a_bare_name_finds_no_key_with_a_prefix_in_another_group() -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="not produced"):
        dg.materialize([shop_orders("sales"), revenue])


def test_a_bare_name_finds_nothing_where_two_assets_have_that_name() -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="not produced"):
        dg.materialize(
            [shop_orders("default"), shop_orders("default", "old"), revenue]
        )


def test_an_argument_of_another_project_needs_a_spec_and_its_value(
    tmp_path: Path,
) -> None:
    spec = dg.AssetSpec(["shop", "orders"])
    alone = dg.Definitions(assets=[by_key.revenue])
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="not produced"):
        dg.Definitions.validate_loadable(alone)
    both = dg.Definitions(assets=[spec, by_key.revenue])
    dg.Definitions.validate_loadable(both)

    files = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    dg.materialize([by_key.orders], resources=files)
    result = dg.materialize([spec, by_key.revenue], resources=files)
    assert result.asset_value("revenue") == 100


def test_a_key_in_deps_is_enough_for_an_asset_of_another_project() -> None:
    defs = dg.Definitions(assets=[by_key.newsletter])
    dg.Definitions.validate_loadable(defs)
    assert dg.materialize([by_key.newsletter]).success


def test_one_asset_runs_again_with_the_value_of_an_earlier_run(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_asset_again") == [
        "orders made",
        "orders read: [40, 60]",
    ]


def test_an_argument_is_read_from_storage_not_from_memory(
    tmp_path: Path,
) -> None:
    @dg.asset(name="orders")
    def other_orders() -> list[int]:
        return [7]

    dg.materialize([other_orders], resources=files(tmp_path))
    result = dg.materialize(
        [one_asset_again.orders, one_asset_again.revenue],
        selection=[one_asset_again.revenue],
        resources=files(tmp_path),
    )
    assert result.asset_value("revenue") == 7


def test_a_misspelt_argument_is_an_error_that_names_the_right_asset(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"(?s)Did you mean.*orders"
    ):
        run(f"{PAGE}/mistake_misspelt_argument")


def test_an_asset_left_out_of_materialize_gives_the_same_error() -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="not produced"):
        dg.materialize([revenue])


def test_an_argument_with_a_default_is_an_asset(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match=r'\["limit"\]'):
        run(f"{PAGE}/mistake_default_taken_for_an_asset")


def test_the_context_a_resource_and_a_config_are_no_assets() -> None:
    class Settings(dg.Config):
        limit: int = 100

    class Shop(dg.ConfigurableResource):
        name: str = "shop"

    @dg.asset
    def report(
        context: dg.AssetExecutionContext, config: Settings, shop: Shop
    ) -> None: ...

    assert report.dependency_keys == set()


def test_a_misspelt_key_in_deps_orders_nothing_and_the_run_succeeds(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_misspelt_key_in_deps") == [
        "True",
        "['daily_revenue', 'orders']",
        "['order']",
    ]


def test_the_asset_itself_in_deps_mends_the_order() -> None:
    @dg.asset(deps=[orders])
    def daily_revenue() -> None: ...

    result = dg.materialize([daily_revenue, orders])
    assert steps(result) == ["orders", "daily_revenue"]


def test_deps_takes_each_letter_of_a_text_for_a_key(run: Run) -> None:
    assert run(f"{PAGE}/mistake_deps_without_a_list") == [
        "['daily_revenue', 'orders']",
        "['d', 'e', 'o', 'r', 's']",
    ]


def test_a_materialize_result_stores_nothing_for_the_argument_below(
    run: Run,
) -> None:
    with pytest.raises(FileNotFoundError, match="storage/orders"):
        run(f"{PAGE}/mistake_nothing_was_stored")


def test_an_output_gives_the_argument_its_value() -> None:
    @dg.asset(name="orders")
    def counted_orders() -> dg.Output[list[int]]:
        return dg.Output([40, 60], metadata={"dagster/row_count": 2})

    result = dg.materialize([counted_orders, revenue])
    assert result.asset_value("revenue") == 100


def test_a_called_asset_is_made_twice_and_makes_no_edge(run: Run) -> None:
    assert run(f"{PAGE}/mistake_calls_the_other_asset") == [
        "orders made",
        "orders made",
        "100",
        "[]",
    ]


def test_a_circle_does_not_load_and_the_message_lists_its_keys(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_cycle") == [
        "Circular dependencies exist among these items"
    ]
    with pytest.raises(ValueError, match=r"(?=.*'orders')(?=.*'prices')"):
        dg.Definitions.validate_loadable(mistake_cycle.defs)


def test_only_a_time_partitioned_asset_may_depend_on_itself() -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="depends on itself"
    ):

        @dg.asset(deps=["stock"])
        def stock() -> None: ...

    days = dg.DailyPartitionsDefinition("2024-01-01")
    earlier = dg.AssetDep(
        "daily_stock",
        partition_mapping=dg.TimeWindowPartitionMapping(
            start_offset=-1, end_offset=-1
        ),
    )

    @dg.asset(partitions_def=days, deps=[earlier])
    def daily_stock() -> None: ...

    dg.Definitions.validate_loadable(dg.Definitions(assets=[daily_stock]))
    assert dg.materialize([daily_stock], partition_key="2024-01-02").success


def test_a_step_that_nobody_asks_for_can_be_a_function(run: Run) -> None:
    assert keys(one_asset_with_a_helper.defs) == {"revenue"}
    assert run(f"{PAGE}/one_asset_with_a_helper") == ["100"]

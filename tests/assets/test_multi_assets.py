"""Every claim of docs/assets/multi_assets.md, proved."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pytest

from snippets.assets.multi_assets import (
    called_twice_in_a_run,
    dependencies_inside,
    made_when_there_is_news,
    mistake_makes_what_was_not_asked_for,
    mistake_swapped,
    one_asset_in_two_steps,
    only_what_is_asked_for,
    two_assets_from_one_download,
    values_for_other_assets,
)
from tests.conftest import Mend, Run

PAGE = "assets/multi_assets"


def made(result: dg.ExecuteInProcessResult) -> list[str]:
    return [
        event.materialization.asset_key.to_user_string()
        for event in result.get_asset_materialization_events()
    ]


def parents(assets: list[dg.AssetsDefinition]) -> dict[str, list[str]]:
    graph = dg.Definitions(assets=assets).resolve_asset_graph()
    return {
        key.to_user_string(): sorted(
            parent.to_user_string() for parent in graph.get(key).parent_keys
        )
        for asset in assets
        for key in asset.keys
    }


def test_one_download_makes_two_assets_in_one_step(run: Run) -> None:
    assert run(f"{PAGE}/two_assets_from_one_download") == [
        "one download",
        "orders ['tea', 'coffee']",
        "customers ['Ada']",
    ]
    result = dg.materialize([two_assets_from_one_download.shop_data])
    steps = result.get_step_success_events()
    assert [event.step_key for event in steps] == ["shop_data"]


def test_each_spec_declares_its_asset() -> None:
    defs = two_assets_from_one_download.defs
    groups = {
        spec.key.to_user_string(): spec.group_name
        for spec in defs.resolve_all_asset_specs()
    }
    assert groups == {"orders": "shop", "customers": "shop"}


def test_other_assets_depend_on_each_of_them_alone() -> None:
    @dg.asset(deps=["orders"])
    def revenue() -> None: ...

    assets = [two_assets_from_one_download.shop_data, revenue]
    assert parents(assets)["revenue"] == ["orders"]


def test_what_it_yielded_before_an_error_stays_recorded() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def shop_data() -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult("orders")
        raise ValueError

    result = dg.materialize([shop_data], raise_on_error=False)
    assert not result.success
    assert made(result) == ["orders"]


def test_with_specs_a_result_carries_no_value() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders")])
    def shop_data() -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult("orders", value=["tea"])

    with pytest.raises(dg.DagsterTypeCheckDidNotPass, match="must be None"):
        dg.materialize([shop_data])


def test_outs_hand_each_value_to_the_asset_that_asks_for_it(run: Run) -> None:
    assert run(f"{PAGE}/values_for_other_assets") == ["[2]"]
    result = dg.materialize([values_for_other_assets.sorted_orders])
    value = result.output_for_node("sorted_orders", "paid_orders")
    assert value == [{"id": 1, "paid": True}]


def test_each_output_names_its_asset() -> None:
    sorted_orders = values_for_other_assets.sorted_orders
    outputs: Any = sorted_orders()
    assert {output.output_name for output in outputs} == {
        key.to_user_string() for key in sorted_orders.keys
    }


def test_a_run_makes_what_it_asks_for(run: Run) -> None:
    assert run(f"{PAGE}/only_what_is_asked_for") == [
        "making orders",
        "all:",
        "making customers",
        "making orders",
    ]
    shop_data = only_what_is_asked_for.shop_data
    result = dg.materialize([shop_data], selection=["customers"])
    assert made(result) == ["customers"]


def test_a_spec_names_what_its_asset_needs(run: Run) -> None:
    assert run(f"{PAGE}/dependencies_inside") == [
        "orders needs []",
        "revenue needs ['orders', 'prices']",
    ]
    assets = [dependencies_inside.prices, dependencies_inside.sales]
    assert parents(assets) == {
        "prices": [],
        "orders": [],
        "revenue": ["orders", "prices"],
    }
    assert made(dg.materialize(assets))[1:] == ["orders", "revenue"]


def test_with_outs_each_asset_depends_on_all_parameters_and_all_of_deps() -> (
    None
):
    @dg.asset
    def prices() -> int:
        return 1

    @dg.asset
    def customers() -> None: ...

    @dg.multi_asset(
        outs={"orders": dg.AssetOut(), "revenue": dg.AssetOut()},
        deps=[customers],
    )
    def sales(prices: int) -> tuple[int, int]:
        return 1, 2

    both = ["customers", "prices"]
    found = parents([prices, customers, sales])
    assert found["orders"] == found["revenue"] == both


def test_another_asset_may_stand_between_two_of_a_function(run: Run) -> None:
    assert run(f"{PAGE}/called_twice_in_a_run") == [
        "shop_data makes orders",
        "revenue",
        "shop_data makes report",
    ]


def test_with_nothing_between_them_the_function_is_called_once() -> None:
    result = dg.materialize([called_twice_in_a_run.shop_data])
    assert len(result.get_step_success_events()) == 1
    assert sorted(made(result)) == ["orders", "report"]


def test_an_asset_between_two_needs_can_subset() -> None:
    @dg.multi_asset(
        specs=[dg.AssetSpec("orders"), dg.AssetSpec("report", deps=["revenue"])]
    )
    def shop_data() -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult("orders")
        yield dg.MaterializeResult("report")

    with pytest.raises(dg.DagsterInvalidDefinitionError, match="Circular"):
        dg.materialize([shop_data, called_twice_in_a_run.revenue])


def test_a_skippable_asset_counts_as_made_only_if_it_is_yielded(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/made_when_there_is_news") == [
        "orders is materialized",
        "revenue is materialized",
    ]
    monkeypatch.setattr(made_when_there_is_news, "RETURNED", [7])
    result = made_when_there_is_news.defs.resolve_implicit_global_asset_job_def().execute_in_process()  # noqa: E501
    assert sorted(made(result)) == ["orders", "refunds", "returns", "revenue"]


def test_a_run_with_a_skipped_asset_succeeds() -> None:
    assets = [
        made_when_there_is_news.shop_data,
        made_when_there_is_news.refunds,
        made_when_there_is_news.revenue,
    ]
    result = dg.materialize(assets)
    assert result.success
    assert [event.step_key for event in result.get_step_skipped_events()] == [
        "refunds"
    ]


def test_a_forgotten_result_is_recorded_all_the_same(run: Run) -> None:
    assert run(f"{PAGE}/mistake_not_yielded") == [
        "orders is materialized",
        "customers is materialized",
    ]


def test_without_can_subset_a_run_makes_all_or_none(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Failed to resolve asset job"
    ) as raised:
        run(f"{PAGE}/mistake_one_of_two_selected")
    reason = str(raised.value.__cause__)
    assert "This AssetsDefinition does not support subsetting" in reason


def test_both_selected_mend_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_one_of_two_selected",
        {
            'dg.materialize([shop_data], selection=["orders"])': (
                "both = dg.materialize([shop_data], "
                'selection=["orders", "customers"])\n'
                "print(len(both.get_asset_materialization_events()))"
            )
        },
    )
    assert lines == ["2"]


def test_a_result_that_was_not_asked_for_is_an_error(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError,
        match="Asset key customers not found in AssetsDefinition",
    ):
        run(f"{PAGE}/mistake_makes_what_was_not_asked_for")
    shop_data = mistake_makes_what_was_not_asked_for.shop_data
    assert made(dg.materialize([shop_data])) == ["orders", "customers"]


def test_a_misspelled_key_gives_the_same_message() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def shop_data() -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult("costumers")

    with pytest.raises(
        dg.DagsterInvariantViolationError,
        match="Asset key costumers not found in AssetsDefinition",
    ):
        dg.materialize([shop_data])


def test_outs_that_may_be_left_out_are_not_required(run: Run) -> None:
    with pytest.raises(
        dg.DagsterStepOutputNotFoundError, match='non-optional output "custom'
    ):
        run(f"{PAGE}/mistake_required_output")

    @dg.multi_asset(
        outs={
            "orders": dg.AssetOut(is_required=False),
            "customers": dg.AssetOut(is_required=False),
        },
        can_subset=True,
    )
    def shop_data(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.Output[list[str]]]:
        for key in context.selected_asset_keys:
            yield dg.Output(["Ada"], output_name=key.to_python_identifier())

    result = dg.materialize([shop_data], selection=["orders"])
    assert made(result) == ["orders"]


def test_outs_that_are_not_required_mend_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_required_output",
        {
            "dg.AssetOut()": "dg.AssetOut(is_required=False)",
            "dg.materialize(": "result = dg.materialize(",
            '["orders"])': (
                '["orders"])\n'
                'print(result.output_for_node("shop_data", "orders"))'
            ),
        },
    )
    assert lines == ["['Ada']"]


def test_plain_values_go_to_the_outputs_by_their_order(run: Run) -> None:
    assert run(f"{PAGE}/mistake_swapped") == ["2 customers: ['tea', 'coffee']"]
    result = dg.materialize([mistake_swapped.shop_data])
    assert result.output_for_node("shop_data", "orders") == ["Ada"]


def test_named_outputs_in_the_wrong_order_are_an_error() -> None:
    @dg.multi_asset(outs={"orders": dg.AssetOut(), "customers": dg.AssetOut()})
    def shop_data() -> tuple[dg.Output[list[str]], dg.Output[list[str]]]:
        return (
            dg.Output(["Ada"], output_name="customers"),
            dg.Output(["tea"], output_name="orders"),
        )

    with pytest.raises(
        dg.DagsterInvariantViolationError, match="explicitly named"
    ):
        dg.materialize([shop_data])


def test_a_list_of_results_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="Expected Tuple annotation"
    ):
        run(f"{PAGE}/mistake_list_of_results")


def test_a_tuple_of_results_will_do() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def shop_data() -> tuple[dg.MaterializeResult, dg.MaterializeResult]:
        return dg.MaterializeResult("orders"), dg.MaterializeResult("customers")

    assert made(dg.materialize([shop_data])) == ["orders", "customers"]


def test_a_tuple_mends_the_list_of_results(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_list_of_results",
        {
            "list[dg.MaterializeResult]: ...": """\
tuple[dg.MaterializeResult, dg.MaterializeResult]:
    return dg.MaterializeResult("orders"), dg.MaterializeResult("customers")


print(len(dg.materialize([shop_data]).get_asset_materialization_events()))
""",
        },
    )
    assert lines == ["2"]


def test_a_child_before_its_parent_is_an_error(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError,
        match='"revenue" was yielded before its dependency "orders"',
    ):
        run(f"{PAGE}/mistake_child_before_parent")


def test_the_parent_first_mends_it(mend: Mend) -> None:
    child = 'yield dg.MaterializeResult("revenue")\n'
    lines = mend(
        f"{PAGE}/mistake_child_before_parent",
        {
            f"    {child}": "",
            "\n\ndg.materialize([sales])": (
                f"    {child}\n\nprint(dg.materialize([sales]).success)"
            ),
        },
    )
    assert lines == ["True"]


def test_each_op_of_a_graph_asset_is_a_step_of_its_own(run: Run) -> None:
    assert run(f"{PAGE}/one_asset_in_two_steps") == [
        "revenue.download",
        "revenue.total",
        "65",
    ]
    result = dg.materialize([one_asset_in_two_steps.revenue])
    assert made(result) == ["revenue"]


def test_dagster_retries_one_op_of_a_graph_asset_alone() -> None:
    called: list[str] = []

    @dg.op
    def download() -> int:
        called.append("download")
        return 40

    @dg.op(retry_policy=dg.RetryPolicy(max_retries=1))
    def store(amount: int) -> int:
        called.append("store")
        if called.count("store") == 1:
            raise OSError
        return amount

    @dg.graph_asset
    def revenue() -> int:
        amount: int = store(download())
        return amount

    assert dg.materialize([revenue]).success
    assert called == ["download", "store", "store"]


def test_a_result_for_another_key_is_not_found_either() -> None:
    @dg.asset
    def orders() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(asset_key="order")

    @dg.multi_asset(specs=[dg.AssetSpec(["shop", "orders"])])
    def shop() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(asset_key="orders")

    for made, key in [(orders, "order"), (shop, "orders")]:
        message = f"Asset key {key} not found in AssetsDefinition"
        with pytest.raises(dg.DagsterInvariantViolationError, match=message):
            dg.materialize([made])

"""Every claim of docs/checks/many.md, proved."""

from typing import Any

import dagster as dg
import pandas as pd
import pytest

from snippets.checks.many import (
    a_check_for_each_rule,
    mistake_late_binding,
    mistake_one_left_out,
    mistake_tuple_of_results,
    ready_made,
    several_in_one_step,
)
from tests.conftest import Mend, Run

pytestmark = pytest.mark.filterwarnings("ignore::dagster.BetaWarning")
PAGE = "checks/many"
COUNT = "dagster_row_count_bounds_check"
COLUMNS = "column_schema_change"


def specs_of(*checks: Any) -> dict[str, bool]:
    return {
        f"{spec.asset_key.to_user_string()} {spec.name}": spec.blocking
        for check in checks
        for spec in check.check_specs
    }


def checked_by(result: dg.ExecuteInProcessResult) -> dict[str, bool]:
    return {
        each.check_name: each.passed
        for each in result.get_asset_check_evaluations()
    }


def test_each_rule_is_a_check(run: Run) -> None:
    assert sorted(run(f"{PAGE}/a_check_for_each_rule")) == [
        "customers age_at_least_18 True",
        "orders amount_at_least_0 False",
        "orders quantity_at_least_1 True",
    ]
    page = a_check_for_each_rule
    assert specs_of(*page.checks) == {
        "orders amount_at_least_0": False,
        "orders quantity_at_least_1": False,
        "customers age_at_least_18": False,
    }
    assert page.defs.assets == [page.orders, page.customers]
    assert page.defs.asset_checks == page.checks
    orders: Any = page.orders()
    assert orders.to_dict("list") == {"amount": [40, -5], "quantity": [1, 2]}
    customers: Any = page.customers()
    assert customers.to_dict("list") == {"age": [36]}


@pytest.mark.parametrize(
    ("amounts", "bad"), [([0, 1], 0), ([-1, 0], 1), ([-1, -2], 2)]
)
def test_a_rule_counts_the_bad_rows(amounts: list[int], bad: int) -> None:
    check: Any = a_check_for_each_rule.checks[0]
    result = check(pd.DataFrame({"amount": amounts}))
    assert result.passed is (bad == 0)
    assert result.metadata["bad"].value == bad


def test_two_checks_are_one_step(run: Run) -> None:
    told = ["amount_at_least_0 False", "quantity_at_least_1 True"]
    assert run(f"{PAGE}/several_in_one_step") == told
    page = several_in_one_step
    result = dg.materialize([page.orders, page.enough])
    steps = [event.step_key for event in result.get_step_success_events()]
    assert steps == ["orders", "enough"]
    assert specs_of(page.enough) == {
        "orders amount_at_least_0": False,
        "orders quantity_at_least_1": False,
    }
    orders: Any = page.orders()
    assert orders.to_dict("list") == {"amount": [40, -5], "quantity": [1, 2]}


@pytest.mark.parametrize(("amount", "passes"), [(0, True), (-1, False)])
def test_the_least_amount_passes(amount: int, passes: bool) -> None:
    @dg.asset
    def orders() -> pd.DataFrame:
        return pd.DataFrame({"amount": [amount], "quantity": [1]})

    result = dg.materialize([orders, several_in_one_step.enough])
    assert checked_by(result)["amount_at_least_0"] is passes


def test_ready_made_checks_warn(run: Run) -> None:
    assert sorted(run(f"{PAGE}/ready_made")) == [
        f"{COLUMNS} False WARN",
        f"{COLUMNS} True WARN",
        f"{COUNT} False WARN",
        f"{COUNT} True WARN",
    ]
    page = ready_made
    assert page.rows == [3, 0]
    assert page.schemas == [["id", "amount"], ["id", "price"]]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == page.checks


@pytest.mark.parametrize(("rows", "passes"), [(1, True), (0, False)])
def test_one_row_is_enough(
    rows: int, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready_made, "rows", [rows])
    monkeypatch.setattr(ready_made, "schemas", [["id"]])
    result = dg.materialize([ready_made.orders, *ready_made.checks])
    assert checked_by(result) == {COUNT: passes, COLUMNS: True}


def test_the_same_columns_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ready_made, "rows", [1, 1])
    monkeypatch.setattr(ready_made, "schemas", [["id"], ["id"]])
    shop = [ready_made.orders, *ready_made.checks]
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            result = dg.materialize(shop, instance=instance)
    assert checked_by(result) == {COUNT: True, COLUMNS: True}


def test_ready_made_checks_take_another_severity() -> None:
    error = dg.AssetCheckSeverity.ERROR
    checks = [
        *dg.build_metadata_bounds_checks(
            assets=["orders"],
            metadata_key="rows",
            min_value=1,
            severity=error,
        ),
        *dg.build_column_schema_change_checks(
            assets=["orders"], severity=error
        ),
    ]

    @dg.asset
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"rows": 0})

    result = dg.materialize([orders, *checks])
    severities = {
        each.severity for each in result.get_asset_check_evaluations()
    }
    assert severities == {error}


def test_a_loop_gives_all_checks_the_last_limit(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_late_binding"
    assert sorted(run(name)) == ["many False 100", "some False 100"]
    page = mistake_late_binding
    assert specs_of(*page.checks) == {
        "orders some": False,
        "orders many": False,
    }
    assert page.orders() == [40, 25, 30]
    for number, passes in [(99, False), (100, True)]:
        check: Any = page.checks[0]
        assert check([7] * number).passed is passes
    loop = 'for name, least in {"some": 1, "many": 100}.items():\n'
    factory = "def build(name: str, least: int) -> dg.AssetChecksDefinition:\n"
    end = (
        '    return check\n\nchecks = [build("some", 1), build("many", 100)]\n'
    )
    right = {loop: factory, "    checks.append(check)\n": end}
    assert sorted(mend(name, right)) == ["many False 100", "some True 1"]


def test_two_checks_of_one_name_are_refused(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_same_name"
    with pytest.raises(
        dg.DagsterError, match=r"Duplicate asset check key.*not_null"
    ):
        run(name)
    named = {
        "(asset=orders)": '(asset=orders, name=f"{column}_not_null")',
        "    dg.Definitions.validate_loadable(defs)": (
            "    result = dg.materialize([orders, *checks])\n"
            "    for each in result.get_asset_check_evaluations():\n"
            "        print(each.check_name, each.passed,"
            ' each.metadata["column"].value)'
        ),
    }
    assert sorted(mend(name, named)) == [
        "amount_not_null True amount",
        "quantity_not_null True quantity",
    ]


def test_results_in_a_tuple_are_lost(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_tuple_of_results"
    assert run(name) == ["True []"]
    page = mistake_tuple_of_results
    names = {"orders not_empty": False, "orders paid": False}
    assert specs_of(page.checks) == names
    returned: Any = page.checks()
    assert [(each.check_name, each.passed) for each in returned] == [
        ("not_empty", False),
        ("paid", False),
    ]
    right = {
        " -> tuple[dg.AssetCheckResult, dg.AssetCheckResult]": "",
        "return (": "yield from (",
        "print(result.success, result.get_asset_check_evaluations())": (
            "print(len(result.get_asset_check_evaluations()))"
        ),
    }
    assert mend(name, right) == ["2"]


def test_a_list_of_results_is_refused() -> None:
    @dg.multi_asset_check(
        specs=[
            dg.AssetCheckSpec("not_empty", asset="orders"),
            dg.AssetCheckSpec("paid", asset="orders"),
        ]
    )
    def checks():  # type: ignore[no-untyped-def]
        return [dg.AssetCheckResult(check_name="paid", passed=True)]

    with pytest.raises(dg.DagsterError, match="only one output was returned"):
        dg.materialize([mistake_tuple_of_results.orders, checks])


def test_each_check_needs_a_result(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_one_left_out"
    with pytest.raises(dg.DagsterError, match='output "orders_paid"'):
        run(name)
    page = mistake_one_left_out
    names = {"orders not_empty": False, "orders paid": False}
    assert specs_of(page.checks) == names
    right = {
        "    if orders:\n    ": "",
        "min(orders) > 0": "all(amount > 0 for amount in orders)",
    }
    assert mend(name, right) == []


@pytest.mark.parametrize(("amount", "passes"), [(1, True), (0, False)])
def test_with_orders_both_checks_have_a_result(
    amount: int, passes: bool
) -> None:
    @dg.asset
    def orders() -> list[int]:
        return [amount]

    result = dg.materialize([orders, mistake_one_left_out.checks])
    assert checked_by(result) == {"not_empty": True, "paid": passes}
    assert mistake_one_left_out.orders() == []


def test_one_blocking_check_of_a_step_stops_what_comes_after() -> None:
    @dg.multi_asset_check(
        specs=[
            dg.AssetCheckSpec("paid", asset="orders", blocking=True),
            dg.AssetCheckSpec("shipped", asset="orders"),
        ]
    )
    def checks() -> Any:
        yield dg.AssetCheckResult(check_name="paid", passed=False)
        yield dg.AssetCheckResult(check_name="shipped", passed=True)

    @dg.asset(deps=["orders"])
    def revenue() -> None: ...

    result = dg.materialize(
        [mistake_tuple_of_results.orders, checks, revenue], raise_on_error=False
    )
    assert checked_by(result) == {"paid": False, "shipped": True}
    assert len(result.get_asset_materialization_events()) == 1

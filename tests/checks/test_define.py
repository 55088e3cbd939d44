"""Every claim of docs/checks/define.md, proved."""

from typing import Any

import dagster as dg
import pytest
from dagster_shared.check import ParameterCheckError

from snippets.checks.define import (
    a_test_of_a_check,
    as_many_as_before,
    check_the_value,
    compare_with_another,
    mistake_misspelled_asset,
    mistake_numpy_bool,
    mistake_raises_instead,
    mistake_returns_false,
    query_the_table,
)
from tests.conftest import Mend, Run

PAGE = "checks/define"


def keys_of(*checks: dg.AssetChecksDefinition) -> set[str]:
    return {
        f"{key.asset_key.to_user_string()}: {key.name}"
        for check in checks
        for key in check.check_keys
    }


def passes(check: Any, *values: object) -> bool:
    return bool(check(*values).passed)


def started_in(result: dg.ExecuteInProcessResult) -> list[str | None]:
    return [
        event.step_key
        for event in result.all_events
        if event.event_type is dg.DagsterEventType.STEP_START
    ]


def test_a_failed_check_is_recorded_and_the_run_succeeds(run: Run) -> None:
    told = ["amounts_are_positive False 1", "True"]
    assert run(f"{PAGE}/check_the_value") == told


@pytest.mark.parametrize(
    ("orders", "bad"), [([], 0), ([1], 0), ([0], 1), ([40, -5, -1], 2)]
)
def test_an_amount_above_zero_passes(orders: list[int], bad: int) -> None:
    result: Any = check_the_value.amounts_are_positive(orders)
    assert result.passed is (bad == 0)
    assert result.metadata["bad"].value == bad


def test_name_and_description_are_those_of_the_function() -> None:
    [spec] = check_the_value.amounts_are_positive.check_specs
    assert spec.name == "amounts_are_positive"
    assert spec.description == "Each order has an amount above zero."


def test_the_definitions_hold_the_asset_and_its_check() -> None:
    assert check_the_value.defs.assets == [check_the_value.orders]
    check = check_the_value.amounts_are_positive
    assert check_the_value.defs.asset_checks == [check]
    assert keys_of(check) == {"orders: amounts_are_positive"}


def test_a_check_does_not_run_if_its_asset_fails() -> None:
    @dg.asset
    def orders() -> list[int]:
        raise ValueError

    result = dg.materialize(
        [orders, check_the_value.amounts_are_positive], raise_on_error=False
    )
    assert started_in(result) == ["orders"]
    assert not result.get_asset_check_evaluations()


def test_a_check_runs_after_its_asset_is_stored() -> None:
    stored = []

    class Memory(dg.IOManager):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            stored.append(obj)

        def load_input(self, context: dg.InputContext) -> object:
            return stored[0]

    dg.materialize(
        [check_the_value.orders, check_the_value.amounts_are_positive],
        resources={
            "io_manager": dg.IOManagerDefinition.hardcoded_io_manager(Memory())
        },
    )
    assert stored == [[40, -5, 25]]


def test_a_query_names_the_ids_that_are_there_twice(run: Run) -> None:
    assert run(f"{PAGE}/query_the_table") == ["False [2]"]
    assert keys_of(query_the_table.ids_are_unique) == {"orders: ids_are_unique"}


def test_a_check_compares_two_assets(run: Run) -> None:
    told = ["False AssetCheckSeverity.WARN unknown: bob"]
    assert run(f"{PAGE}/compare_with_another") == told


def test_all_customers_are_known() -> None:
    page = compare_with_another
    assert passes(page.customers_are_known, ["ada"], ["ada", "bob"])
    assert keys_of(page.customers_are_known) == {"orders: customers_are_known"}
    assert page.defs.assets == [page.customers, page.orders]
    assert page.defs.asset_checks == [page.customers_are_known]


def test_a_check_waits_for_the_other_asset_that_it_reads() -> None:
    steps = [
        event.step_key
        for event in dg.materialize(
            [
                compare_with_another.customers_are_known,
                compare_with_another.orders,
                compare_with_another.customers,
            ]
        ).all_events
        if event.is_step_success
    ]
    assert steps[-1] == "orders_customers_are_known"


def test_additional_deps_wait_for_an_asset_that_is_not_loaded() -> None:
    done = []

    @dg.asset
    def orders() -> None: ...

    @dg.asset(deps=[orders])
    def customers() -> None:
        done.append("customers")

    @dg.asset_check(asset=orders, additional_deps=[customers])
    def known() -> dg.AssetCheckResult:
        done.append("known")
        return dg.AssetCheckResult(passed=True)

    dg.materialize([known, orders, customers])
    assert done == ["customers", "known"]


def test_a_check_reads_what_was_recorded_before(run: Run) -> None:
    assert run(f"{PAGE}/as_many_as_before") == ["True [3]", "False [1, 3]"]


def test_only_the_last_two_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [9, 2, 2, 3]
    monkeypatch.setattr(as_many_as_before, "days", days)
    passed = []
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(len(days)):
            result = dg.materialize(
                [as_many_as_before.orders, as_many_as_before.as_many_as_before],
                instance=instance,
            )
            [check] = result.get_asset_check_evaluations()
            passed.append(check.passed)
    assert passed == [True, False, True, True]
    assert as_many_as_before.defs.asset_checks == [
        as_many_as_before.as_many_as_before
    ]
    assert as_many_as_before.defs.assets == [as_many_as_before.orders]


def test_what_a_check_logs_is_in_the_log_of_the_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(as_many_as_before, "days", [7])
    dg.materialize(
        [as_many_as_before.orders, as_many_as_before.as_many_as_before]
    )
    assert "newest first: [7]" in capfd.readouterr().err


def test_a_check_is_tested_by_calling_it(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(f"{PAGE}/a_test_of_a_check") == ["two orders are enough"]
    enough: Any = a_test_of_a_check.enough
    assert keys_of(enough) == {"orders: enough"}
    assert passes(enough, dg.build_asset_check_context(), ["ada", "bob"])
    assert "2 orders" in capfd.readouterr().err
    seen = []

    def note(context: object, orders: list[str]) -> object:
        seen.append(orders)
        return enough(context, orders)

    monkeypatch.setattr(a_test_of_a_check, "enough", note)
    a_test_of_a_check.test_two_orders_are_enough()
    assert seen == [["ada"], ["ada", "bob"]]

    def always(context: object, orders: object) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    monkeypatch.setattr(a_test_of_a_check, "enough", always)
    with pytest.raises(AssertionError):
        a_test_of_a_check.test_two_orders_are_enough()


def test_a_check_that_returns_false_passes(run: Run) -> None:
    told = ["revenue is computed", "True []"]
    assert run(f"{PAGE}/mistake_returns_false") == told
    assert mistake_returns_false.not_empty([]) is False
    assert mistake_returns_false.not_empty([0]) is True
    [spec] = mistake_returns_false.not_empty.check_specs
    assert spec.blocking
    key = mistake_returns_false.orders.key
    assert mistake_returns_false.revenue.dependency_keys == {key}


@pytest.mark.parametrize(
    "returned",
    [
        True,
        None,
        (False, {"rows": 0}),
        [dg.AssetCheckResult(passed=False)],
    ],
    ids=str,
)
def test_what_is_not_a_result_is_recorded_as_nothing(returned: Any) -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset_check(asset=orders, blocking=True)
    def not_empty() -> Any:
        return returned

    result = dg.materialize([orders, not_empty])
    assert result.success
    assert not result.get_asset_check_evaluations()


def test_a_result_in_place_of_false_stops_revenue(mend: Mend) -> None:
    changes = {
        "-> bool": "-> dg.AssetCheckResult",
        "len(orders) > 0": "dg.AssetCheckResult(passed=len(orders) > 0)",
    }
    with pytest.raises(dg.DagsterError, match="orders: not_empty"):
        mend(f"{PAGE}/mistake_returns_false", changes)


def test_a_bool_of_numpy_is_refused(run: Run, mend: Mend) -> None:
    with pytest.raises(ParameterCheckError, match='"passed" is not a bool'):
        run(f"{PAGE}/mistake_numpy_bool")
    wrong = '(orders["amount"] > 0).all()'
    mended = mend(f"{PAGE}/mistake_numpy_bool", {wrong: f"bool({wrong})"})
    assert mended == []
    assert keys_of(mistake_numpy_bool.amounts_are_positive) == {
        "orders: amounts_are_positive"
    }


def test_pandas_finds_an_amount_that_is_not_positive(mend: Mend) -> None:
    found = '(orders["amount"] > 0).all()'
    changes = {
        found: f"bool({found})",
        "    dg.materialize([orders, amounts_are_positive])": (
            "    result = dg.materialize([orders, amounts_are_positive])\n"
            "    [check] = result.get_asset_check_evaluations()\n"
            '    amounts = list(result.output_for_node("orders")["amount"])\n'
            "    print(amounts, check.passed)"
        ),
    }
    name = f"{PAGE}/mistake_numpy_bool"
    assert mend(name, changes) == ["[40, 25] True"]
    assert mend(name, {**changes, "[40, 25]": "[1]"}) == ["[1] True"]
    assert mend(name, {**changes, "[40, 25]": "[1, 0]"}) == ["[1, 0] False"]


def test_a_check_that_raises_fails_the_run_and_stops_nothing(
    run: Run, mend: Mend
) -> None:
    told = ["revenue is computed", "False []"]
    assert run(f"{PAGE}/mistake_raises_instead") == told
    with pytest.raises(AssertionError, match=r"^no orders$"):
        mistake_raises_instead.not_empty([])
    revenue = mistake_raises_instead.revenue
    assert revenue.dependency_keys == {mistake_raises_instead.orders.key}
    assert passes(mistake_raises_instead.not_empty, [40])
    changes = {
        '    assert orders, "no orders"\n': "",
        "passed=True": "passed=len(orders) > 0",
    }
    mended = mend(f"{PAGE}/mistake_raises_instead", changes)
    assert mended[1].startswith("True [AssetCheckEvaluation(")


def test_a_blocking_check_that_raises_stops_what_comes_after() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset_check(asset=orders, blocking=True)
    def not_empty() -> dg.AssetCheckResult:
        raise ValueError

    @dg.asset(deps=[orders])
    def revenue() -> None: ...

    result = dg.materialize([orders, not_empty, revenue], raise_on_error=False)
    assert started_in(result) == ["orders", "orders_not_empty"]


def test_a_misspelled_asset_is_one_more_asset(run: Run, mend: Mend) -> None:
    told = ["['orders', 'ordes']", "[]"]
    assert run(f"{PAGE}/mistake_misspelled_asset") == told
    assert keys_of(mistake_misspelled_asset.not_empty) == {"ordes: not_empty"}
    assert not passes(mistake_misspelled_asset.not_empty)
    assert mistake_misspelled_asset.orders() == []
    assert mistake_misspelled_asset.defs.asset_checks == [
        mistake_misspelled_asset.not_empty
    ]
    mended = mend(
        f"{PAGE}/mistake_misspelled_asset", {'asset="ordes"': "asset=orders"}
    )
    assert mended[0] == "['orders']"
    assert mended[1].startswith("[AssetCheckEvaluation(")

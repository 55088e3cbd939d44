"""Every claim of docs/checks/in_the_asset.md, proved."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import pytest

from snippets.checks.in_the_asset import (
    a_value_and_two_checks,
    lines_that_were_dropped,
    mistake_checked_alone,
    mistake_no_result,
    mistake_stops_the_other,
    mistake_tuple_returned,
    two_assets,
)
from tests.conftest import Mend, Run

PAGE = "checks/in_the_asset"


def made_by(result: dg.ExecuteInProcessResult) -> list[str]:
    return [
        event.materialization.asset_key.to_user_string()
        for event in result.get_asset_materialization_events()
    ]


def checked_by(result: dg.ExecuteInProcessResult) -> dict[str, bool]:
    return {
        f"{each.asset_key.to_user_string()} {each.check_name}": each.passed
        for each in result.get_asset_check_evaluations()
    }


def specs_of(asset: dg.AssetsDefinition) -> dict[str, bool]:
    return {
        f"{spec.asset_key.to_user_string()} {spec.name}": spec.blocking
        for spec in asset.check_specs
    }


def test_an_asset_tells_how_many_lines_it_dropped(run: Run) -> None:
    told = ["no_line_dropped False 1"]
    assert run(f"{PAGE}/lines_that_were_dropped") == told
    page = lines_that_were_dropped
    assert page.FILE == ["40", "25", "n/a"]
    assert page.defs.assets == [page.orders]
    assert specs_of(page.orders) == {"orders no_line_dropped": False}


def test_no_line_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_that_were_dropped, "FILE", ["40"])
    result = dg.materialize([lines_that_were_dropped.orders])
    assert checked_by(result) == {"orders no_line_dropped": True}


def test_asset_and_check_are_one_step() -> None:
    result = dg.materialize([lines_that_were_dropped.orders])
    steps = [event.step_key for event in result.get_step_success_events()]
    assert steps == ["orders"]


def test_a_value_is_passed_on_beside_its_checks(run: Run) -> None:
    told = ["not_empty True", "no_line_dropped False", "40"]
    assert run(f"{PAGE}/a_value_and_two_checks") == told
    assert a_value_and_two_checks.FILE == ["40", "n/a"]
    assert specs_of(a_value_and_two_checks.orders) == {
        "orders not_empty": True,
        "orders no_line_dropped": False,
    }


@pytest.mark.parametrize(
    ("lines", "passed", "made"),
    [
        (["40"], {"not_empty": True, "no_line_dropped": True}, 2),
        (["n/a"], {"not_empty": False, "no_line_dropped": False}, 1),
        ([], {"not_empty": False, "no_line_dropped": True}, 1),
    ],
    ids=str,
)
def test_a_blocking_check_in_the_asset_stops_what_comes_after(
    lines: list[str],
    passed: dict[str, bool],
    made: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = a_value_and_two_checks
    monkeypatch.setattr(page, "FILE", lines)
    result = dg.materialize([page.orders, page.revenue], raise_on_error=False)
    assert checked_by(result) == {
        f"orders {name}": passes for name, passes in passed.items()
    }
    assert made_by(result) == ["orders", "revenue"][:made]


def test_each_of_two_assets_has_its_check(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/two_assets") == ["customers True", "orders False"]
    page = two_assets
    assert page.defs.assets == [page.download]
    assert specs_of(page.download) == {
        "customers not_empty": False,
        "orders not_empty": False,
    }
    assert page.FILES == {"customers": ["ada", "bob"], "orders": []}
    monkeypatch.setattr(page, "FILES", {"customers": [], "orders": ["one"]})
    assert checked_by(dg.materialize([page.download])) == {
        "customers not_empty": False,
        "orders not_empty": True,
    }


def test_a_check_without_a_result_fails_the_asset(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_no_result"
    with pytest.raises(dg.DagsterInvariantViolationError, match="Length mism"):
        run(name)
    assert specs_of(mistake_no_result.orders) == {"orders not_empty": False}
    result = "dg.AssetCheckResult(passed=True)"
    right = f"dg.MaterializeResult(check_results=[{result}])"
    assert mend(name, {"dg.MaterializeResult()": right}) == []


def test_an_annotated_value_with_a_check_is_refused(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_value_annotated"
    with pytest.raises(dg.DagsterError, match="Expected Tuple annotation"):
        run(name)
    changes = {
        " -> dg.MaterializeResult[list[int]]": "",
        "    dg.materialize([orders])": (
            "    result = dg.materialize([orders])\n"
            "    [check] = result.get_asset_check_evaluations()\n"
            '    value = result.output_for_node("orders")\n'
            "    print(value, check.check_name, check.passed)"
        ),
    }
    assert mend(name, changes) == ["[40] not_empty True"]


def test_a_result_in_a_tuple_is_lost(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_tuple_returned"
    assert run(name) == ["True []"]
    page = mistake_tuple_returned
    assert specs_of(page.orders) == {"orders not_empty": False}
    value: Any = page.orders()
    assert value[0] == []
    assert not value[1].passed
    changes = {
        " -> tuple[list[int], dg.AssetCheckResult]": "",
        "return [], dg.AssetCheckResult(passed=False)": (
            "yield dg.Output([])\n    yield dg.AssetCheckResult(passed=False)"
        ),
    }
    assert mend(name, changes)[0].startswith("True [AssetCheckEvaluation(")


def test_a_blocking_check_stops_what_needs_only_the_other_asset(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    made = run(f"{PAGE}/mistake_stops_the_other")
    assert made == ["orders", "customers"]
    page = mistake_stops_the_other
    capsys.readouterr()
    page.letters()
    assert capsys.readouterr().out == "letters are written\n"
    assert specs_of(page.download) == {"orders paid": True}
    result = dg.materialize([page.download], raise_on_error=False)
    [paid] = result.get_asset_check_evaluations()
    assert not paid.passed
    assert page.letters.dependency_keys == {dg.AssetKey("customers")}


def test_a_check_of_its_own_stops_only_what_needs_its_asset() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def download() -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult(asset_key="orders")
        yield dg.MaterializeResult(asset_key="customers")

    @dg.asset_check(asset="orders", blocking=True)
    def paid() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    @dg.asset(deps=["orders"])
    def revenue() -> None: ...

    result = dg.materialize(
        [download, paid, revenue, mistake_stops_the_other.letters],
        raise_on_error=False,
    )
    assert sorted(made_by(result)) == ["customers", "letters", "orders"]


def test_a_check_in_an_asset_does_not_run_alone(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_checked_alone"
    with pytest.raises(dg.DagsterError, match="asset job nightly") as caught:
        run(name)
    assert "does not support subsetting" in str(caught.value.__cause__)
    assert mend(name, {"all_asset_checks()": "all()"}) == []
    page = mistake_checked_alone
    assert specs_of(page.orders) == {"orders not_empty": False}
    [job] = page.defs.jobs or []
    assert job.name == "nightly"
    checks = dg.AssetSelection.all_asset_checks()
    assert job.selection == checks  # type: ignore[union-attr]
    assert page.defs.assets == [page.orders]


def test_an_asset_with_a_check_does_not_run_without_it() -> None:
    orders = mistake_checked_alone.orders
    without = dg.AssetSelection.assets(orders).without_checks()
    job = dg.define_asset_job("unchecked", without)
    with pytest.raises(dg.DagsterError, match="asset job unchecked"):
        dg.Definitions.validate_loadable(dg.Definitions([orders], jobs=[job]))


def test_results_of_the_mistakes_are_what_they_say() -> None:
    result = dg.materialize([mistake_checked_alone.orders])
    assert checked_by(result) == {"orders not_empty": True}

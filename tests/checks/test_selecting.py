"""Every claim of docs/checks/selecting.md, proved."""

from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pytest

from snippets.checks.selecting import (
    all_of_a_module,
    an_external_table,
    mistake_not_in_the_definitions,
    mistake_not_in_the_job,
    only_those_asked_for,
    without_checks,
    without_the_asset,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "checks/selecting"


def specs_of(*checks: Any) -> dict[str, bool]:
    return {
        f"{spec.asset_key.to_user_string()} {spec.name}": spec.blocking
        for check in checks
        for spec in check.check_specs
    }


def passes(check: Any, *values: object) -> bool:
    return bool(check(*values).passed)


def test_a_check_runs_without_its_asset(run: Run) -> None:
    told = ["orders are made", "checks: 1", "checks: 1"]
    assert run(f"{PAGE}/without_the_asset") == told
    page = without_the_asset
    assert page.orders() == [40, 25]
    assert [passes(page.not_empty, rows) for rows in ([], [0])] == [False, True]
    assert specs_of(page.not_empty) == {"orders not_empty": False}
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.not_empty]
    assert page.defs.schedules == [page.every_morning]


def test_the_schedule_runs_only_the_check() -> None:
    page = without_the_asset
    at = datetime(2025, 5, 1, 5, tzinfo=UTC)
    with run_daemon(page.defs, executes=True) as daemon:
        made = dg.materialize([page.orders], instance=daemon.instance)
        daemon.start("check_orders_every_morning", at)
        daemon.turn_schedules(at)
        daemon.turn_schedules(at.replace(hour=6))
        [run] = [run for run in daemon.runs() if run.run_id != made.run_id]
        kinds = [
            entry.dagster_event.event_type
            for entry in daemon.instance.all_logs(run.run_id)
            if entry.dagster_event
        ]
    assert dg.DagsterEventType.ASSET_CHECK_EVALUATION in kinds
    assert dg.DagsterEventType.ASSET_MATERIALIZATION not in kinds


def test_a_check_of_a_value_needs_a_stored_value() -> None:
    with (
        dg.instance_for_test() as instance,
        pytest.raises(FileNotFoundError, match="orders"),
    ):
        dg.materialize(
            [without_the_asset.orders, without_the_asset.not_empty],
            selection=dg.AssetSelection.all_asset_checks(),
            instance=instance,
        )


def test_a_job_runs_all_none_or_some_of_the_checks(run: Run) -> None:
    assert run(f"{PAGE}/without_checks") == [
        "with_all ['every_customer_exists', 'not_empty']",
        "with_none []",
        "with_one ['not_empty']",
    ]
    page = without_checks
    assert page.defs.jobs == page.jobs
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [
        page.not_empty,
        page.every_customer_exists,
    ]
    assert passes(page.not_empty)
    assert passes(page.every_customer_exists)


@pytest.mark.parametrize("selection", ["*", "key:orders", ["orders"]], ids=str)
def test_a_selection_of_assets_brings_their_checks(selection: Any) -> None:
    page = without_checks
    result = dg.materialize(
        [page.orders, page.not_empty, page.every_customer_exists],
        selection=selection,
    )
    assert len(result.get_asset_check_evaluations()) == 2


def test_one_of_two_checks_of_a_step_runs(run: Run) -> None:
    assert run(f"{PAGE}/only_those_asked_for") == ["looking at paid"]
    page = only_those_asked_for
    names = {"orders not_empty": False, "orders paid": False}
    assert specs_of(page.checks) == names
    assert page.defs.asset_checks == [page.checks]
    assert page.defs.jobs == [page.job]


def test_the_other_one_runs_too(capsys: pytest.CaptureFixture[str]) -> None:
    everything = dg.AssetSelection.all_asset_checks()
    job = dg.define_asset_job("both", everything)
    defs = dg.Definitions(
        asset_checks=[only_those_asked_for.checks], jobs=[job]
    )
    result = defs.resolve_job_def("both").execute_in_process()
    out = capsys.readouterr().out.splitlines()
    assert out == ["looking at not_empty", "looking at paid"]
    passed = [each.passed for each in result.get_asset_check_evaluations()]
    assert passed == [True, True]


def test_without_can_subset_a_step_runs_whole() -> None:
    specs = [
        dg.AssetCheckSpec("not_empty", asset="orders"),
        dg.AssetCheckSpec("paid", asset="orders"),
    ]

    @dg.multi_asset_check(specs=specs)
    def checks(): ...  # type: ignore[no-untyped-def]

    defs = dg.Definitions(
        asset_checks=[checks], jobs=[only_those_asked_for.job]
    )
    with pytest.raises(dg.DagsterError, match="asset job only_paid"):
        dg.Definitions.validate_loadable(defs)


def test_a_blocking_check_of_an_external_table_stops_the_job(run: Run) -> None:
    assert run(f"{PAGE}/an_external_table") == ["False 1"]
    page = an_external_table
    assert specs_of(page.not_empty) == {"prices not_empty": True}
    assert page.revenue.dependency_keys == {page.prices.key}
    assert page.defs.assets == [page.prices, page.revenue]
    assert page.defs.asset_checks == [page.not_empty]


def test_all_assets_are_not_the_checks_of_an_external_one(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_not_in_the_job"
    assert run(name) == ["revenue is computed", "True []"]
    page = mistake_not_in_the_job
    assert specs_of(page.not_empty) == {"prices not_empty": True}
    assert page.revenue.dependency_keys == {page.prices.key}
    assert not passes(page.not_empty)
    assert page.defs.assets == [page.prices, page.revenue]
    assert page.defs.asset_checks == [page.not_empty]
    checks = "dg.AssetSelection.all_asset_checks()"
    right = {
        "dg.AssetSelection.all()": f"dg.AssetSelection.all() | {checks}",
    }
    with pytest.raises(dg.DagsterError, match="prices: not_empty"):
        mend(name, right)


def test_a_check_that_is_not_listed_does_not_run(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_not_in_the_definitions"
    assert run(name) == ["True []"]
    page = mistake_not_in_the_definitions
    assert specs_of(page.not_empty) == {"orders not_empty": True}
    assert page.orders() == []
    assert [passes(page.not_empty, rows) for rows in ([], [0])] == [False, True]
    assert page.defs.assets == [page.orders]
    right = {"(assets=[orders])": "(assets=[orders], asset_checks=[not_empty])"}
    with pytest.raises(dg.DagsterError, match="orders: not_empty"):
        mend(name, right)


def test_a_module_gives_all_its_checks(run: Run) -> None:
    assert run(f"{PAGE}/all_of_a_module") == ["not_empty True"]
    page = all_of_a_module
    assert page.orders() == [40]
    assert [passes(page.not_empty, rows) for rows in ([], [0])] == [False, True]
    assert specs_of(page.not_empty) == {"orders not_empty": True}
    graph = page.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {page.orders.key}
    assert len(graph.asset_check_keys) == 1


def test_a_check_takes_a_key_and_not_a_spec(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_spec_passed"
    with pytest.raises(Exception, match="Member of tuple mismatches type"):
        run(name)
    right = {
        "(asset=prices)": "(asset=prices.key)",
        "passed=True)": (
            "passed=True)\n\n\nprint(not_empty().passed, *not_empty.check_keys)"
        ),
    }
    [told] = mend(name, right)
    assert told.startswith("True AssetCheckKey(")
    assert "['prices']" in told

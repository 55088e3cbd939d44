"""Every claim of docs/failures/retries.md, proved."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import dagster as dg
import httpx
import pytest

from snippets.failures.retries import (
    a_killed_process,
    mistake_policy_of_a_job,
    mistake_repeats_a_bug,
    mistake_request_is_caught,
    mistake_two_limits,
    only_what_may_heal,
    try_again,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "failures/retries"
UP_FOR_RETRY = "STEP_UP_FOR_RETRY"


def waits(run: dg.ExecuteInProcessResult) -> list[float | None]:
    return [
        event.step_retry_data.seconds_to_wait
        for event in run.all_events
        if event.event_type_value == UP_FOR_RETRY
    ]


def fail(policy: dg.RetryPolicy | None, error: BaseException) -> list[int]:
    """Say for each call of an asset which retry it is."""
    calls = []

    @dg.asset(retry_policy=policy)
    def orders(context: dg.AssetExecutionContext) -> None:
        calls.append(context.retry_number)
        raise error

    assert not dg.materialize([orders], raise_on_error=False).success
    return calls


def test_an_asset_is_tried_again_after_waits_that_grow(run: Run) -> None:
    assert run(f"{PAGE}/try_again") == [
        *("retry 0", "retry 1", "retry 2"),
        *("waited 0.1 s", "waited 0.3 s"),
    ]


def test_the_waits_really_take_their_time() -> None:
    times: list[datetime] = []

    @dg.asset(retry_policy=try_again.patient)
    def orders() -> None:
        times.append(datetime.now(UTC))
        raise ConnectionError

    run = dg.materialize([orders], raise_on_error=False)
    assert [round(wait or 0, 1) for wait in waits(run)] == [0.1, 0.3, 0.7]
    between = [(b - a).total_seconds() for a, b in pairwise(times)]
    for seen, said in zip(between, (0.1, 0.3, 0.7), strict=True):
        assert seen >= said


def test_each_policy_has_its_own_waits(run: Run) -> None:
    assert run(f"{PAGE}/how_long_it_waits") == [
        "[0]",
        "[0.02, 0.02, 0.02]",
        "[0.02, 0.04, 0.06]",
        "[0.02, 0.06, 0.14]",
        "True",
        "True",
    ]


def test_jitter_is_not_the_same_each_time() -> None:
    for jitter in dg.Jitter:
        policy = dg.RetryPolicy(4, delay=0.001, jitter=jitter)

        @dg.asset(retry_policy=policy)
        def orders() -> None:
            raise ConnectionError

        run = dg.materialize([orders], raise_on_error=False)
        assert len({*waits(run)}) > 1


def test_without_arguments_there_is_one_retry_at_once() -> None:
    assert fail(dg.RetryPolicy(), ConnectionError()) == [0, 1]
    assert fail(None, ConnectionError()) == [0]


def test_while_one_asset_waits_another_of_the_run_is_made() -> None:
    calls = []

    @dg.asset(retry_policy=dg.RetryPolicy(1, delay=0.05))
    def orders(context: dg.AssetExecutionContext) -> None:
        calls.append("orders")
        if context.retry_number == 0:
            raise ConnectionError

    @dg.asset
    def stock() -> None:
        calls.append("stock")

    @dg.asset(deps=[orders])
    def revenue() -> None:
        calls.append("revenue")

    assert dg.materialize([orders, stock, revenue]).success
    assert calls == ["orders", "stock", "orders", "revenue"]


def test_the_run_fails_only_when_the_last_retry_has_failed() -> None:
    @dg.asset(retry_policy=dg.RetryPolicy(1))
    def orders(context: dg.AssetExecutionContext) -> None:
        if context.retry_number == 0:
            raise ConnectionError

    assert dg.materialize([orders]).success
    with pytest.raises(dg.DagsterError, match="Exceeded max_retries of 3"):
        dg.materialize([mistake_two_limits.orders])


def test_a_busy_server_is_asked_again_and_one_that_refuses_is_not(
    run: Run,
) -> None:
    assert run(f"{PAGE}/only_what_may_heal") == ["/orders 503", "/orders 404"]


@pytest.mark.parametrize(
    ("headers", "wait"), [({"Retry-After": "0.01"}, 0.01), ({}, 30)]
)
def test_the_asset_waits_as_long_as_the_server_says(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], wait: float
) -> None:
    def answer(url: str, timeout: float) -> httpx.Response:
        assert (url, timeout) == ("http://shop/orders", 10)
        return httpx.Response(503, headers=headers)

    monkeypatch.setattr(httpx, "get", answer)
    api = only_what_may_heal.ShopApi(url="http://shop")
    with pytest.raises(dg.RetryRequested) as asked:
        only_what_may_heal.orders(api)
    assert asked.value.seconds_to_wait == wait
    assert asked.value.max_retries == 3


def test_the_first_page_asks_with_a_timeout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def answer(url: str, timeout: float) -> httpx.Response:
        asked.append((url, timeout))
        return httpx.Response(200, request=httpx.Request("GET", url))

    monkeypatch.setattr(httpx, "get", answer)
    api = try_again.ShopApi(url="http://shop")
    dg.materialize([try_again.orders], resources={"shop_api": api})
    assert asked == [("http://shop/orders", 10)]


def test_an_asset_whose_process_was_killed_is_tried_again(run: Run) -> None:
    printed = run(f"{PAGE}/a_killed_process")
    assert printed == ["success: True", "ChildProcessCrashException"]
    job = a_killed_process.shop()
    assert job.name == "shop"


def test_an_asset_called_as_a_function_is_not_tried_again() -> None:
    calls = []

    @dg.asset(retry_policy=dg.RetryPolicy(2))
    def orders() -> None:
        calls.append(1)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        orders()
    assert calls == [1]


def test_what_is_no_exception_is_not_tried_again() -> None:
    assert fail(dg.RetryPolicy(2), SystemExit(1)) == [0]


def test_a_policy_tries_again_after_a_bug_too(run: Run) -> None:
    calculating = ["calculating for an hour"] * 3
    printed = run(f"{PAGE}/mistake_repeats_a_bug")
    assert printed == [*calculating, "success: False"]
    run_ = dg.materialize([mistake_repeats_a_bug.revenue], raise_on_error=False)
    assert waits(run_) == [0.1, 0.1]


def test_failure_without_retries_ends_it(mend: Mend) -> None:
    wrong = '    print(order["amonut"])\n'
    right = """    try:
        print(order["amonut"])
    except KeyError as bug:
        raise dg.Failure(f"no {bug}", allow_retries=False) from bug
"""
    assert mend(f"{PAGE}/mistake_repeats_a_bug", {wrong: right}) == [
        "calculating for an hour",
        "success: False",
    ]


def test_a_request_that_is_caught_tries_nothing_again(run: Run) -> None:
    assert run(f"{PAGE}/mistake_request_is_caught") == [
        "asking the shop",
        "success: True",
    ]
    assert dg.materialize([mistake_request_is_caught.orders]).success


def test_a_narrower_except_lets_the_request_through(mend: Mend) -> None:
    printed = mend(
        f"{PAGE}/mistake_request_is_caught",
        {
            "except Exception as": "except ConnectionError as",
            "materialize([orders])": (
                "materialize([orders], raise_on_error=False)"
            ),
        },
    )
    assert printed == [*["asking the shop"] * 4, "success: False"]


def test_a_request_counts_against_its_own_limit_and_waits_its_own_time(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_two_limits") == ["asking the shop"] * 4
    orders = mistake_two_limits.orders
    assert orders.op.retry_policy == dg.RetryPolicy(max_retries=1, delay=60)
    run_ = dg.materialize([orders], raise_on_error=False)
    assert waits(run_) == [None] * 3


def test_the_numbers_of_the_policy_given_to_the_request_hold(
    mend: Mend,
) -> None:
    changes = {"max_retries=3)": "max_retries=1, seconds_to_wait=0.01)"}
    printed = mend(f"{PAGE}/mistake_two_limits", changes)
    assert printed == ["asking the shop"] * 2


def test_a_request_inside_a_policy_counts_all_tries_before_it() -> None:
    calls = []

    @dg.asset(retry_policy=dg.RetryPolicy(2))
    def orders(context: dg.AssetExecutionContext) -> None:
        calls.append(context.retry_number)
        if context.retry_number == 0:
            raise ConnectionError
        raise dg.RetryRequested(max_retries=1)

    dg.materialize([orders], raise_on_error=False)
    assert calls == [0, 1]


def test_a_backoff_without_a_delay_is_refused_in_the_words_of_the_other(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Can not set jitter"
    ):
        run(f"{PAGE}/mistake_no_delay")
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Can not set backoff"
    ):
        dg.RetryPolicy(max_retries=3, jitter=dg.Jitter.FULL)


def test_with_a_delay_the_backoff_is_accepted(mend: Mend) -> None:
    changes = {"max_retries=3": "max_retries=3, delay=30"}
    assert mend(f"{PAGE}/mistake_no_delay", changes) == []


def test_a_delay_is_a_number() -> None:
    delay: Any = timedelta(seconds=30)
    with pytest.raises(Exception, match=r"not one of \['float', 'int'\]"):
        dg.RetryPolicy(3, delay=delay)


def test_the_policy_of_a_job_counts_in_that_job_only(run: Run) -> None:
    asking = "asking the shop"
    assert run(f"{PAGE}/mistake_policy_of_a_job") == [
        *(asking, asking),
        "without the job",
        asking,
    ]
    graph = mistake_policy_of_a_job.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("orders")}


def test_a_condition_does_not_use_the_policy_of_a_job(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset(automation_condition=dg.AutomationCondition.missing())
    def orders() -> None:
        print("asking the shop")
        raise ConnectionError

    job = dg.define_asset_job("shop", op_retry_policy=dg.RetryPolicy(1))
    defs = dg.Definitions(assets=[orders], jobs=[job])
    noon = datetime(2025, 5, 1, 12, tzinfo=UTC)
    with run_daemon(defs, executes=True) as daemon:
        daemon.start("default_automation_condition_sensor", noon)
        daemon.turn_conditions(noon)
        [failed] = daemon.runs()
    assert failed.status is dg.DagsterRunStatus.FAILURE
    assert capsys.readouterr().out.count("asking the shop") == 1


def test_the_policy_of_the_asset_wins_over_that_of_the_job() -> None:
    calls = []

    @dg.asset(retry_policy=dg.RetryPolicy(0))
    def orders() -> None:
        calls.append(1)
        raise ConnectionError

    job = dg.define_asset_job("shop", op_retry_policy=dg.RetryPolicy(2))
    shop = dg.Definitions(assets=[orders], jobs=[job]).resolve_job_def("shop")
    shop.execute_in_process(raise_on_error=False)
    assert calls == [1]


def test_the_policy_on_the_asset_counts_without_the_job(mend: Mend) -> None:
    changes = {
        "@dg.asset\n": "@dg.asset(retry_policy=dg.RetryPolicy(1))\n",
        ", op_retry_policy=dg.RetryPolicy(1)": "",
    }
    asking = ["asking the shop"] * 2
    assert mend(f"{PAGE}/mistake_policy_of_a_job", changes) == [
        *(*asking, "without the job", *asking)
    ]


def test_a_failed_check_is_not_tried_again() -> None:
    made = []

    @dg.asset(retry_policy=dg.RetryPolicy(2))
    def orders() -> None:
        made.append(1)

    @dg.asset_check(asset=orders, blocking=True)
    def has_rows() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    run = dg.materialize([orders, has_rows], raise_on_error=False)
    assert (run.success, made) == (False, [1])


def test_the_asset_is_called_again_when_its_io_manager_failed() -> None:
    calls = []

    class Disk(dg.ConfigurableIOManager):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            calls.append("store")
            raise OSError("the disk is full")

        def load_input(self, context: dg.InputContext) -> None: ...

    @dg.asset(retry_policy=dg.RetryPolicy(1))
    def orders() -> list[int]:
        calls.append("make")
        return [40]

    dg.materialize(
        [orders], resources={"io_manager": Disk()}, raise_on_error=False
    )
    assert calls == ["make", "store"] * 2

"""Every claim of docs/resources/http_apis.md, proved."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import (
    BaseHTTPRequestHandler,
    HTTPServer,
    ThreadingHTTPServer,
)
from threading import Thread
from types import ModuleType, SimpleNamespace
from typing import Any

import dagster as dg
import httpx
import pytest
from pydantic import SecretStr

from snippets.resources.http_apis import (
    all_pages,
    do_not_run_again,
    mistake_error_as_data,
    mistake_every_byte_in_time,
    mistake_first_page,
    mistake_ordered_twice,
    run_the_asset_again,
    token_and_timeout,
    token_from_the_environment,
    try_again,
    try_again_what_may_pass,
)
from tests.conftest import Mend, Run

PAGE = "resources/http_apis"


@contextmanager
def serve(*statuses: int) -> Iterator[SimpleNamespace]:
    """Answer with these statuses, in order, and then with the last one."""
    seen: list[str] = []

    class Shop(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status = statuses[min(len(seen), len(statuses) - 1)]
            seen.append(f"{self.path} {self.headers['Authorization']}")
            ports.add(self.client_address[1])
            self.send_response(status)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

    ports: set[int] = set()
    with start(Shop) as url:
        yield SimpleNamespace(url=url, seen=seen, ports=ports)


@contextmanager
def start(shop: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let a program's own server answer, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SHOP_TOKEN", "not-a-real-token")


def ask_for_orders(
    url: str, instance: dg.DagsterInstance | None = None
) -> dg.ExecuteInProcessResult:
    """Ask with the token of the environment."""
    shop_api = token_and_timeout.ShopApi(url=url, token=dg.EnvVar("SHOP_TOKEN"))
    return dg.materialize(
        [token_and_timeout.orders],
        resources={"shop_api": shop_api},
        instance=instance,
        raise_on_error=False,
    )


def test_the_token_reaches_the_server(run: Run) -> None:
    assert run(f"{PAGE}/token_and_timeout") == ["[{'id': 7, 'amount': 40}]"]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """Collect what `httpx.get` gives."""
    seen: list[httpx.Response] = []
    get = httpx.get

    def keep(url: str, **settings: Any) -> httpx.Response:
        seen.append(get(url, **settings))
        return seen[-1]

    monkeypatch.setattr(httpx, "get", keep)
    return seen


def limits(answer: httpx.Response) -> dict[str, float | None]:
    """How long each step to an answer may have taken, by the step."""
    found: dict[str, float | None] = answer.request.extensions["timeout"]
    return found


@pytest.mark.parametrize("status", [401, 500])
def test_an_error_status_fails_the_asset(status: int) -> None:
    with serve(status) as shop:
        result = ask_for_orders(shop.url)
    assert not result.success
    [failure] = result.get_step_failure_events()
    assert str(status) in str(failure.event_specific_data)
    assert shop.seen == ["/orders Bearer not-a-real-token"]


@pytest.mark.parametrize(
    "page", [token_and_timeout, token_from_the_environment]
)
def test_all_requests_of_a_client_share_one_connection(
    page: ModuleType,
) -> None:
    with serve(200) as shop:
        shop_api = page.ShopApi(url=shop.url, token="not-a-real-token")
        with shop_api.client() as client:
            client.get("/orders")
            client.get("/orders")
        assert shop.seen == ["/orders Bearer not-a-real-token"] * 2
        assert len(shop.ports) == 1
    assert client.is_closed
    assert client.timeout == httpx.Timeout(10)


def test_the_token_is_read_when_the_run_starts(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(f"{PAGE}/token_from_the_environment") == [
        "ask url='http://127.0.0.1'",
        "Bearer read when the run starts",
    ]
    monkeypatch.setenv("SHOP_TOKEN", "a-newer-token")
    with serve(200) as shop:
        ask_for_orders(shop.url)
    assert shop.seen == ["/orders Bearer a-newer-token"]


def test_no_event_of_the_run_holds_the_token() -> None:
    with serve(401) as shop, dg.instance_for_test() as instance:
        result = ask_for_orders(shop.url, instance)
        events = str(instance.all_logs(result.run_id))
        record = instance.get_run_record_by_id(result.run_id)
    assert "401" in events
    assert "not-a-real-token" not in events
    assert record
    assert "not-a-real-token" not in str(record)


def test_the_ui_shows_the_variables_in_place_of_their_values() -> None:
    shop_api = token_from_the_environment.shop_api
    assert shop_api.url == dg.EnvVar("SHOP_URL")
    assert shop_api.token == dg.EnvVar("SHOP_TOKEN")
    assert "not-a-real-token" not in str(vars(shop_api))


def test_the_definitions_hold_the_asset_and_the_api() -> None:
    page = token_from_the_environment
    assert page.defs.assets == [page.orders]
    assert page.defs.resources == {"shop_api": page.shop_api}


@pytest.mark.parametrize(
    "page", [token_and_timeout, token_from_the_environment]
)
def test_repr_false_keeps_the_token_out_of_prints(page: ModuleType) -> None:
    shop_api = page.ShopApi(url="/shop", token="not-a-real-token")
    for text in (str(shop_api), repr(shop_api)):
        assert "/shop" in text
        assert "not-a-real-token" not in text


@pytest.mark.parametrize(
    ("page", "status"),
    [
        (all_pages, 200),
        (mistake_error_as_data, 500),
        (mistake_every_byte_in_time, 200),
        (mistake_first_page, 200),
        (token_and_timeout, 401),
    ],
)
def test_the_server_of_a_program_answers_with_its_status(
    page: ModuleType, status: int
) -> None:
    with start(page.Shop) as url, httpx.stream("GET", f"{url}/orders") as it:
        assert it.status_code == status


def test_the_server_knows_the_token() -> None:
    page = token_and_timeout
    with start(page.Shop) as url:
        shop_api = page.ShopApi(url=url, token="not-a-real-token")
        with shop_api.client() as client:
            assert client.get("/orders").status_code == 200


def test_all_pages_are_read(run: Run) -> None:
    assert run(f"{PAGE}/all_pages") == ["[7, 8, 9]"]


def test_a_page_that_fails_fails_the_asset() -> None:
    with serve(500) as shop, pytest.raises(httpx.HTTPStatusError, match="500"):
        list(all_pages.ShopApi(url=shop.url).get_orders())


def test_a_busy_server_is_asked_again(run: Run) -> None:
    assert run(f"{PAGE}/try_again") == ["asked", "asked"]
    assert list(try_again.Shop.answers) == [503, 200]


def test_a_lost_connection_is_tried_five_times(run: Run) -> None:
    assert run(f"{PAGE}/try_again_what_may_pass") == ["tries: 5"]


def test_a_program_asks_again_until_the_server_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = try_again_what_may_pass
    with serve(503, 429, 200) as shop:
        api = page.ShopApi(url=shop.url)
        dg.materialize([page.orders], resources={"shop_api": api})
    assert len(shop.seen) == 3
    assert capsys.readouterr().out == "[]\n"


def test_without_more_any_error_is_tried_again_at_once() -> None:
    waits: list[float] = []
    get = try_again.ShopApi.get.retry_with(sleep=waits.append)
    with serve(404) as shop, pytest.raises(httpx.HTTPStatusError, match="404"):
        get(try_again.ShopApi(url=shop.url), "/orders")
    assert len(shop.seen) == 5
    assert not any(waits)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_these_statuses_may_pass(status: int) -> None:
    request = httpx.Request("GET", "http://127.0.0.1")
    response = httpx.Response(status, request=request)
    with pytest.raises(httpx.HTTPStatusError) as error:
        response.raise_for_status()
    assert try_again_what_may_pass.may_pass(error.value)


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ReadTimeout])
def test_a_lost_connection_and_a_timeout_may_pass(
    kind: type[httpx.TransportError],
) -> None:
    assert try_again_what_may_pass.may_pass(kind("no answer"))
    assert not try_again_what_may_pass.may_pass(ValueError("no answer"))


def test_a_404_comes_at_once() -> None:
    with serve(404) as shop, pytest.raises(httpx.HTTPStatusError, match="404"):
        try_again_what_may_pass.ShopApi(url=shop.url).get("/orders")
    assert len(shop.seen) == 1


def test_after_the_fifth_try_the_last_error_is_seen() -> None:
    waits: list[float] = []
    api = try_again_what_may_pass.ShopApi
    get = api.get.retry_with(sleep=waits.append)
    with serve(503) as shop, pytest.raises(httpx.HTTPStatusError, match="503"):
        get(api(url=shop.url), "/orders")
    assert len(shop.seen) == 5
    assert len(waits) == 4
    assert 0.05 <= waits[0] <= 0.1
    assert 0.4 <= waits[3] <= 0.45


def test_a_retry_policy_repeats_the_first_request_too(run: Run) -> None:
    assert run(f"{PAGE}/run_the_asset_again") == [
        "/customers 200",
        "/orders 503",
        "/customers 200",
        "/orders 200",
    ]


def test_a_retry_policy_is_seen_in_dagster_and_tenacity_is_not() -> None:
    with serve(503, 200) as shop:
        by_asset = dg.materialize(
            [run_the_asset_again.revenue],
            resources={"shop_api": run_the_asset_again.ShopApi(url=shop.url)},
        )
    with serve(503, 200) as shop:
        by_client = dg.materialize(
            [try_again.orders],
            resources={"shop_api": try_again.ShopApi(url=shop.url)},
        )
    seen = [
        {event.event_type_value for event in result.all_events}
        for result in (by_asset, by_client)
    ]
    assert "STEP_UP_FOR_RETRY" in seen[0]
    assert "STEP_UP_FOR_RETRY" not in seen[1]


def test_a_retry_policy_gives_up_after_its_number() -> None:
    with serve(503) as shop:
        result = dg.materialize(
            [run_the_asset_again.revenue],
            resources={"shop_api": run_the_asset_again.ShopApi(url=shop.url)},
            raise_on_error=False,
        )
    assert not result.success
    assert len(shop.seen) == 4


def test_a_retry_policy_waits_before_it_runs_the_asset_again() -> None:
    with serve(503, 200) as shop:
        result = dg.materialize(
            [run_the_asset_again.revenue],
            resources={"shop_api": run_the_asset_again.ShopApi(url=shop.url)},
        )
    waits = [
        event.step_retry_data.seconds_to_wait
        for event in result.all_events
        if event.event_type == dg.DagsterEventType.STEP_UP_FOR_RETRY
    ]
    assert waits == [0.05]


def test_a_retry_policy_repeats_after_any_error() -> None:
    tries: list[int] = []

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
    def orders() -> None:
        tries.append(1)
        raise KeyError("amount")

    dg.materialize([orders], raise_on_error=False)
    assert len(tries) == 2


def test_a_retry_policy_does_not_try_the_setup_again() -> None:
    tries: list[int] = []

    class ShopApi(run_the_asset_again.ShopApi):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            tries.append(1)
            raise OSError("the shop is closed")

    result = dg.materialize(
        [run_the_asset_again.revenue],
        resources={"shop_api": ShopApi(url="-")},
        raise_on_error=False,
    )
    assert not result.success
    assert len(tries) == 1


def test_five_tries_of_the_client_and_three_of_the_asset_are_fifteen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=2))
    def orders(shop_api: try_again_what_may_pass.ShopApi) -> None:
        shop_api.get("/orders")

    monkeypatch.setattr("tenacity.nap.time.sleep", lambda seconds: None)
    with serve(503) as shop:
        dg.materialize(
            [orders],
            resources={
                "shop_api": try_again_what_may_pass.ShopApi(url=shop.url)
            },
            raise_on_error=False,
        )
    assert len(shop.seen) == 15


def test_failure_without_retries_stops_a_retry_policy(run: Run) -> None:
    assert run(f"{PAGE}/do_not_run_again") == ["/orders 401"]
    with serve(401) as shop:
        result = dg.materialize(
            [do_not_run_again.orders],
            resources={"shop_api": do_not_run_again.ShopApi(url=shop.url)},
            raise_on_error=False,
        )
    [failure] = result.get_step_failure_events()
    data: Any = failure.event_specific_data
    assert data.user_failure_data.description == "the token is not valid"


@pytest.mark.parametrize(("status", "requests"), [(403, 1), (500, 4)])
def test_other_errors_are_still_tried_again(status: int, requests: int) -> None:
    with serve(status) as shop:
        result = dg.materialize(
            [do_not_run_again.orders],
            resources={"shop_api": do_not_run_again.ShopApi(url=shop.url)},
            raise_on_error=False,
        )
    assert not result.success
    assert len(shop.seen) == requests


def test_without_a_timeout_a_request_takes_as_long_as_the_server(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_no_timeout") == ["as long as the server: True"]


def test_timeout_none_leaves_no_limit(
    run: Run, answers: list[httpx.Response]
) -> None:
    run(f"{PAGE}/mistake_no_timeout")
    assert answers[0].status_code == 200
    assert set(limits(answers[0]).values()) == {None}


def test_httpx_has_a_timeout_of_five_seconds() -> None:
    with httpx.Client() as client:
        assert client.timeout == httpx.Timeout(5)


@pytest.mark.parametrize(
    "name",
    [
        "all_pages",
        "do_not_run_again",
        "mistake_error_as_data",
        "mistake_first_page",
        "run_the_asset_again",
        "try_again",
        "try_again_what_may_pass",
    ],
)
def test_each_program_sets_a_timeout_of_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    seen: list[float] = []
    get = httpx.get

    def record(url: str, *, timeout: float = 5) -> httpx.Response:
        seen.append(timeout)
        return get(url, timeout=timeout)

    class Client(httpx.Client):
        def __init__(self, *, base_url: str, timeout: float = 5) -> None:
            seen.append(timeout)
            super().__init__(base_url=base_url, timeout=timeout)

    monkeypatch.setattr(httpx, "get", record)
    monkeypatch.setattr(httpx, "Client", Client)
    run(f"{PAGE}/{name}")
    assert set(seen) == {10}


def test_a_timeout_fails_the_asset(run: Run) -> None:
    assert run(f"{PAGE}/a_timeout_fails_the_asset") == [
        "ReadTimeout('timed out')"
    ]


def test_a_timeout_is_for_each_wait(
    run: Run, answers: list[httpx.Response]
) -> None:
    assert run(f"{PAGE}/mistake_every_byte_in_time") == [
        "[7, 8]",
        "longer than the timeout: True",
    ]
    limit = limits(answers[0])["read"]
    assert limit
    assert answers[0].elapsed.total_seconds() > limit


def test_without_raise_for_status_an_error_page_is_stored(run: Run) -> None:
    assert run(f"{PAGE}/mistake_error_as_data") == [
        "True {'error': 'out of memory'}"
    ]


def test_raise_for_status_fails_the_asset_on_the_error_page(
    mend: Mend, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = f"{PAGE}/mistake_error_as_data"
    # The program only closes its server when it fails, so a thread of it would
    # ask a closed socket for ever.
    close = HTTPServer.server_close

    def end(server: HTTPServer) -> None:
        server.shutdown()
        close(server)

    monkeypatch.setattr(HTTPServer, "server_close", end)
    with pytest.raises(httpx.HTTPStatusError, match="500"):
        mend(mistake, {".json()": ".raise_for_status().json()"})


ORDERED = ["ordered /coffee"] * 2


def test_an_order_that_timed_out_is_made_twice(run: Run) -> None:
    assert run(f"{PAGE}/mistake_ordered_twice") == ORDERED


def test_the_asset_fails_and_two_orders_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = mistake_ordered_twice
    with start(page.Shop) as url:
        result = dg.materialize(
            [page.restocked],
            resources={"shop_api": page.ShopApi(url=url)},
            raise_on_error=False,
        )
    [failure] = result.get_step_failure_events()
    assert "ReadTimeout" in str(failure.event_specific_data)
    assert capsys.readouterr().out.splitlines() == ORDERED


def test_only_the_first_page_is_read(run: Run) -> None:
    assert run(f"{PAGE}/mistake_first_page") == ["[7, 8]"]


def test_all_pages_of_the_same_server_are_read_by_following_next() -> None:
    with start(mistake_first_page.Shop) as url:
        orders = all_pages.ShopApi(url=url).get_orders()
        assert list(orders) == [7, 8, 9]


def test_a_resource_prints_its_token_inside_a_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_printed_token") == [
        "ask url='/shop' token='SHOP_TOKEN'",
        "ask url='/shop' token='not-a-real-token'",
    ]


def test_secret_str_is_no_type_for_a_field() -> None:
    class ShopApi(dg.ConfigurableResource):
        token: SecretStr

    with pytest.raises(dg.DagsterError, match="Unable to resolve config type"):
        ShopApi(token=SecretStr("not-a-real-token"))

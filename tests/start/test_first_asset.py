"""Every claim of docs/start/first_asset.md, proved."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import dagster as dg
import pytest

from snippets.start.first_asset import shop, test_shop
from tests.conftest import ROOT, Mend, Run

PAGE = "start/first_asset"


def test_the_program_prints_the_revenue(run: Run) -> None:
    assert run(f"{PAGE}/shop") == ["75"]


def test_a_parameters_name_makes_an_asset_depend_on_that_asset() -> None:
    assert shop.revenue.dependency_keys == {dg.AssetKey("orders")}
    assert not shop.orders.dependency_keys


def test_definitions_hold_both_assets() -> None:
    graph = shop.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {
        dg.AssetKey("orders"),
        dg.AssetKey("revenue"),
    }


def test_an_asset_is_still_a_function(run: Run) -> None:
    assert shop.revenue([1, 2]) == 3
    assert run(f"{PAGE}/test_shop") == ["75"]


def test_the_shown_test_calls_an_asset() -> None:
    assert isinstance(test_shop.revenue, dg.AssetsDefinition)


def test_the_shown_test_fails_when_the_asset_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(test_shop, "revenue", lambda orders: 0)
    with pytest.raises(AssertionError):
        test_shop.test_revenue_adds_all_orders()


Server = subprocess.Popen[bytes]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Server, str]]:
    """Run the command on the page and give its process and its address."""
    shutil.copy(ROOT / f"snippets/{PAGE}/shop.py", tmp_path)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = dict(os.environ)
    environment["PATH"] = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment["HOME"] = str(tmp_path)
    process = subprocess.Popen(
        # In the background a shell has its commands ignore Ctrl+C.
        [
            *["env", "--default-signal=INT"],
            *["dg", "dev", "-f", "shop.py", "-p", str(port)],
        ],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def wait_for(server: Server, address: str, seconds: float = 90) -> bytes:
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(address) as answer:
                return bytes(answer.read())
        except URLError:
            if time.monotonic() > end or server.poll() is not None:
                raise
            time.sleep(0.2)


def test_dagster_dev_serves_both_assets_and_forgets_them_at_the_end(
    server: tuple[Server, str], tmp_path: Path
) -> None:
    process, address = server
    assert b"<html" in wait_for(process, address)
    query = "%7BassetNodes%7BassetKey%7Bpath%7D%7D%7D"
    found = json.loads(wait_for(process, f"{address}/graphql?query={query}"))
    nodes = found["data"]["assetNodes"]
    assert {node["assetKey"]["path"][0] for node in nodes} == {
        "orders",
        "revenue",
    }
    assert list(tmp_path.glob(".tmp_dagster_home_*"))


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("mistake_misspelt_parameter", "Did you mean one of the following"),
        ("mistake_asset_left_out", r'Input asset "\["orders"\]" is not'),
        ("mistake_called_without_its_input", "No value provided for required"),
        ("mistake_return_of_another_type", "Type check failed for step output"),
    ],
)
def test_the_mistake_raises_what_the_page_says(
    run: Run, mistake: str, message: str
) -> None:
    with pytest.raises(dg.DagsterError, match=message):
        run(f"{PAGE}/{mistake}")


def test_the_asset_in_the_definitions_mends_it(mend: Mend) -> None:
    changes = {"assets=[revenue]": "assets=[orders, revenue]"}
    assert mend(f"{PAGE}/mistake_asset_left_out", changes) == []


def test_the_annotation_that_fits_the_value_mends_it(mend: Mend) -> None:
    mistake = f"{PAGE}/mistake_return_of_another_type"
    assert mend(mistake, {"-> int": "-> str"}) == ["75"]


def test_an_asset_that_is_given_its_input_needs_no_run() -> None:
    assert shop.revenue(orders=[40]) == 40

"""Programs are opened in Dagster's UI, and materialized there."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from docs._ext.core.site import Site
from tests._harness.ways.opened import find_fault
from tests._harness.ways.opening import UI, Opened

pytestmark = pytest.mark.timeout(600)

TWO_KEYS = """
import os

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01")
shops = dg.DynamicPartitionsDefinition(name="shops")
both = dg.MultiPartitionsDefinition({"day": days, "shop": shops})


@dg.asset(partitions_def=both)
def orders(context: dg.AssetExecutionContext) -> str:
    return str(context.partition_key)


@dg.asset
def path() -> str:
    return os.environ["SHOP_DATABASE"]


defs = dg.Definitions(assets=[orders, path])
"""

IN_MEMORY = """
import dagster as dg

made = []


@dg.asset
def orders() -> None:
    made.append(40)


@dg.asset(deps=[orders])
def revenue() -> None:
    made[0]


defs = dg.Definitions(assets=[orders, revenue])
"""

SEVERAL = """
import dagster as dg


@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north"]))
def orders() -> None: ...


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2025-05-01"))
def visits() -> None: ...


defs = dg.Definitions(assets=[orders, visits])
"""


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UI]:
    variables = {"SHOP_DATABASE": "shop.duckdb"}
    with closing(UI(tmp_path_factory.mktemp("home"), variables)) as ui:
        yield ui


def open_code(ui: UI, folder: Path, code: str) -> Opened:
    program = folder / "shop.py"
    program.write_text(code)
    return ui.open(program)


def test_assets_are_materialized_with_a_key_and_variables(
    ui: UI, tmp_path: Path
) -> None:
    opened = open_code(ui, tmp_path, TWO_KEYS)
    assert opened == Opened("", ["orders", "path"], [], [])


def test_assets_with_keys_of_several_kinds_are_materialized(
    ui: UI, tmp_path: Path
) -> None:
    opened = open_code(ui, tmp_path, SEVERAL)
    assert opened == Opened("", ["orders", "visits"], [], [])


def test_what_is_kept_in_memory_is_not_there_for_the_next_asset(
    ui: UI, tmp_path: Path
) -> None:
    opened = open_code(ui, tmp_path, IN_MEMORY)
    assert (opened.made, opened.missing) == (["orders"], ["revenue"])
    fault = find_fault(Site(tmp_path), "snippets/shop.py", opened)
    assert fault == "revenue: IndexError: list index out of range"


def test_a_program_that_does_not_load_says_why_and_the_next_one_does(
    ui: UI, tmp_path: Path
) -> None:
    opened = open_code(ui, tmp_path, "import dagster as dg\ndefs = dg.nothing")
    assert "has no attribute 'nothing'" in opened.fault
    fault = find_fault(Site(tmp_path), "snippets/shop.py", opened)
    assert fault.startswith("does not load: AttributeError: module 'dagster'")
    opened = open_code(ui, tmp_path, SEVERAL)
    assert opened == Opened("", ["orders", "visits"], [], [])


def test_only_the_webserver_waits_for_the_next_program(
    ui: UI, tmp_path: Path
) -> None:
    open_code(ui, tmp_path, "import dagster as dg\ndefs = dg.Definitions()")
    left = {
        process.pid
        for process in psutil.Process().children(recursive=True)
        if process.status() != psutil.STATUS_ZOMBIE
    }
    open_code(ui, tmp_path, SEVERAL)
    assert {
        process.pid
        for process in psutil.Process().children(recursive=True)
        if process.status() != psutil.STATUS_ZOMBIE
    } == left


def test_a_mistake_loads_or_says_what_its_page_says(tmp_path: Path) -> None:
    texts = {
        "mistake_twice.py": "",
        "mistake_twice.txt": "dagster.E: In <class '__main__.Shop'>: twice\n",
        "mistake_silent.py": "",
    }
    (tmp_path / "snippets").mkdir()
    for name, text in texts.items():
        (tmp_path / "snippets" / name).write_text(text)
    site = Site(tmp_path)
    twice, silent = "snippets/mistake_twice.py", "snippets/mistake_silent.py"
    error = Opened(
        "dagster.E: In <class 'mistake_twice.Shop'>: twice\n", [], [], []
    )
    other = Opened("dagster.E: something else\n", [], [], [])
    failed = Opened("", [], ["orders"], ["ValueError: it failed"])
    assert find_fault(site, twice, error) == ""
    assert find_fault(site, twice, failed) == ""
    assert find_fault(site, twice, other) == (
        "does not load: dagster.E: something else"
    )
    assert find_fault(site, silent, other) == (
        "does not load: dagster.E: something else"
    )

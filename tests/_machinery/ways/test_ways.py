"""What the pages say of runs, for each way to start one."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import psutil
import pytest

from docs._ext.core.site import ROOT
from tests._harness.ways.servers import WaysError
from tests._harness.ways.ways import (
    BACKFILL,
    CONDITION,
    IN_PROCESS,
    LAUNCH,
    SCHEDULE,
    SENSOR,
    WAYS,
    WEBSERVER,
    Order,
    Ways,
)

pytestmark = pytest.mark.timeout(300)
SNIPPETS = ROOT / "snippets"

ORDERS = """
import dagster as dg


class Rows(dg.Config):
    rows: int = 1


@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north", "south"]))
def orders(context: dg.AssetExecutionContext, config: Rows) -> None:
    print(context.partition_key, config.rows)


@dg.asset_check(asset=orders)
def checked() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


defs = dg.Definitions(assets=[orders], asset_checks=[checked])
"""

COUNTED = """
import os
from pathlib import Path

import dagster as dg


class Database(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        with Path(os.environ["DAGSTER_HOME"], "opened.txt").open("a") as log:
            log.write(f"{context.run_id}\\n")


@dg.asset
def orders(database: Database) -> None: ...


@dg.asset(deps=[orders], retry_policy=dg.RetryPolicy())
def revenue(
    context: dg.AssetExecutionContext, database: Database
) -> None:
    if context.retry_number == 0:
        raise ValueError


defs = dg.Definitions(
    assets=[orders, revenue], resources={"database": Database()}
)
"""

MISSING = """
import dagster as dg


class Payments(dg.ConfigurableResource):
    token: str


@dg.asset
def orders(payments: Payments) -> None: ...


payments = Payments(token=dg.EnvVar("NO_SUCH_TOKEN"))
defs = dg.Definitions(assets=[orders], resources={"payments": payments})
"""


def write(folder: Path, code: str) -> Path:
    program = folder / "shop.py"
    program.write_text(code)
    return program


def test_each_way_starts_a_run(ways: Ways, tmp_path: Path) -> None:
    config = {"ops": {"orders": {"config": {"rows": 50}}}}
    order = Order(write(tmp_path, ORDERS), WAYS, config, "north")
    outcomes = ways.start(order)
    printed = {way: sorted(outcomes[way].printed) for way in WAYS}
    assert printed == {
        **{way: ["north 50"] for way in WAYS},
        # Nobody gives these a configuration.
        BACKFILL: ["north 1"],
        CONDITION: ["north 1", "south 1"],
    }
    assert all(
        [check.check_name for check in outcomes[way].checks]
        == ["checked" for _ in outcomes[way].runs]
        for way in WAYS
    )
    assert all(
        [made.partition for made in outcomes[way].materialized]
        == [run.tags["dagster/partition"] for run in outcomes[way].runs]
        for way in WAYS
    )


def test_only_some_ways_refuse_a_key_that_does_not_exist(
    ways: Ways, tmp_path: Path
) -> None:
    asked = (LAUNCH, WEBSERVER, SCHEDULE, SENSOR)
    order = Order(write(tmp_path, ORDERS), asked, partition_key="west")
    outcomes = ways.start(order)
    assert {way: len(outcomes[way].runs) for way in asked} == {
        **dict.fromkeys(asked, 0),
        WEBSERVER: 1,
    }
    [run] = outcomes[WEBSERVER].runs
    assert run.status.value == "FAILURE"


def test_a_partitioned_config_is_not_there_in_each_way(ways: Ways) -> None:
    page = SNIPPETS / "partitions/jobs_and_schedules"
    asked = (IN_PROCESS, LAUNCH, WEBSERVER, SCHEDULE, SENSOR, BACKFILL)
    outcomes = ways.start(
        Order(
            page / "a_database_for_each_region.py",
            asked,
            partition_key="north",
            job="orders_job",
        )
    )
    succeeded = {
        way: [run.is_success for run in outcomes[way].runs] for way in asked
    }
    assert succeeded == {
        IN_PROCESS: [True],
        LAUNCH: [],
        WEBSERVER: [],
        SCHEDULE: [True],
        SENSOR: [True],
        BACKFILL: [],
    }
    for way in (LAUNCH, WEBSERVER):
        assert "Missing required config entry" in outcomes[way].refused


def test_a_choice_of_config_is_the_same_dictionary_in_each_way(
    ways: Ways,
) -> None:
    program = SNIPPETS / "assets/config_choices/one_of_two_sources.py"
    asked = (IN_PROCESS, LAUNCH, WEBSERVER, SCHEDULE, SENSOR)
    source: dict[str, object] = {"api": {"url": "shop.example"}}
    config = {"ops": {"orders": {"config": {"source": source}}}}
    outcomes = ways.start(Order(program, asked, config))
    assert {way: outcomes[way].printed for way in asked} == {
        way: ["shop.example"] for way in asked
    }
    config["ops"]["orders"]["config"]["source"] = {"kind": "api", "url": "a"}
    outcomes = ways.start(Order(program, (LAUNCH, WEBSERVER), config))
    for outcome in outcomes.values():
        assert not outcome.runs
        assert "You can only specify a single field" in outcome.refused


def test_metadata_of_a_partition_is_recorded_in_each_way(ways: Ways) -> None:
    program = SNIPPETS / "assets/metadata_per_partition/rows_of_each_day.py"
    asked = (IN_PROCESS, LAUNCH, WEBSERVER, SCHEDULE, SENSOR, BACKFILL)
    day = "2025-05-01"
    outcomes = ways.start(Order(program, asked, partition_key=day))
    assert {
        way: [
            (made.partition, made.metadata["rows"].value)
            for made in outcomes[way].materialized
        ]
        for way in asked
    } == {way: [(day, 2)] for way in asked}


@pytest.mark.parametrize(
    ("in_process", "opened"),
    [
        (True, {LAUNCH: 2, WEBSERVER: 1, SCHEDULE: 1, SENSOR: 1, CONDITION: 1}),
        # Once for each step, and once more for the step that is retried.
        (False, {LAUNCH: 4, WEBSERVER: 3}),
    ],
    ids=["in one process", "in a process per step"],
)
def test_a_resource_is_opened_in_each_process(
    ways: Ways,
    home: Path,
    tmp_path: Path,
    in_process: bool,
    opened: dict[str, int],
) -> None:
    program = write(tmp_path, COUNTED)
    outcomes = ways.start(Order(program, (*opened,), in_process=in_process))
    log = home / "opened.txt"
    runs = log.read_text().split()
    log.unlink()
    assert opened == {
        way: sum(runs.count(run.run_id) for run in outcome.runs)
        for way, outcome in outcomes.items()
    }


def test_no_way_starts_a_run_without_its_variable(
    ways: Ways, tmp_path: Path
) -> None:
    asked = (LAUNCH, WEBSERVER, SCHEDULE, SENSOR, CONDITION)
    outcomes = ways.start(Order(write(tmp_path, MISSING), asked))
    assert not any(outcomes[way].runs for way in asked)
    for way in (LAUNCH, WEBSERVER):
        assert "_ensure_env_variable" in outcomes[way].refused


def test_a_program_that_does_not_load_is_named_and_leaves_no_process(
    tmp_path: Path,
) -> None:
    program = write(tmp_path, "import dagster_gone\n")
    with (
        closing(Ways(tmp_path)) as ways,
        pytest.raises(WaysError, match="No module named 'dagster_gone'"),
    ):
        ways.start(Order(program, (WEBSERVER,)))
    assert not (left := [*find_processes(tmp_path)]), left


def find_processes(home: Path) -> Iterator[psutil.Process]:
    """Find what runs with a home, whoever has started it."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("DAGSTER_HOME") == str(home):
                yield process


def test_a_blocking_check_stops_the_run_in_each_way(ways: Ways) -> None:
    program = SNIPPETS / "checks/blocking/stop_the_run.py"
    asked = (IN_PROCESS, LAUNCH, WEBSERVER, SCHEDULE, SENSOR, CONDITION)
    outcomes = ways.start(Order(program, asked))
    assert {
        way: (
            [run.status.value for run in outcomes[way].runs],
            [made.asset_key.path for made in outcomes[way].materialized],
            [check.passed for check in outcomes[way].checks],
        )
        for way in asked
    } == {way: (["FAILURE"], [["orders"]], [False]) for way in asked}

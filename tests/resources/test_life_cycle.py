"""Every claim of docs/resources/life_cycle.md, proved."""

from pathlib import Path
from types import ModuleType

import dagster as dg
import duckdb
import pytest

from snippets.resources.life_cycle import (
    closed_after_a_failure,
    mistake_opened_in_the_constructor,
    opened_once_a_process,
    opened_once_a_run,
    outside_a_run,
    shared_by_two_assets,
    with_a_context_manager,
)
from tests.conftest import Mend, Run

PAGE = "resources/life_cycle"


def test_setup_comes_before_the_first_asset_and_teardown_after_the_last(
    run: Run,
) -> None:
    assert run(f"{PAGE}/opened_once_a_run") == ["opened", "[(40,)]", "closed"]


def test_an_asset_sees_the_table_that_another_made_in_memory(run: Run) -> None:
    assert run(f"{PAGE}/shared_by_two_assets") == ["[(40,)]"]


def test_all_assets_of_a_run_get_the_same_connection_opened_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.asset
    def first(database: opened_once_a_run.Database) -> None:
        seen.append(database._connection)

    @dg.asset(deps=[first])
    def second(database: opened_once_a_run.Database) -> None:
        seen.append(database._connection)

    database = opened_once_a_run.Database(path=":memory:")
    dg.materialize([first, second], resources={"database": database})
    assert seen[0] is seen[1]
    assert capsys.readouterr().out.splitlines() == ["opened", "closed"]


def test_the_resource_that_you_configured_stays_closed() -> None:
    database = opened_once_a_run.Database(path=":memory:")
    dg.materialize(
        [opened_once_a_run.revenue], resources={"database": database}
    )
    with pytest.raises(AttributeError):
        database.query("select 1")


def test_a_resource_that_no_asset_asks_for_is_not_opened(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset
    def report() -> None: ...

    database = opened_once_a_run.Database(path=":memory:")
    dg.materialize([report], resources={"database": database})
    assert "opened" not in capsys.readouterr().out


def test_teardown_runs_although_an_asset_failed(run: Run) -> None:
    assert run(f"{PAGE}/closed_after_a_failure") == [
        "closed",
        "failed: an order without an amount",
    ]


def test_before_the_run_there_is_no_connection() -> None:
    database = closed_after_a_failure.Database(path=":memory:")
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        database._connection.execute("select 1")


def test_a_connection_is_closed_once_its_run_has_failed() -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.asset
    def orders(database: closed_after_a_failure.Database) -> None:
        seen.append(database._connection)
        raise ValueError

    database = closed_after_a_failure.Database(path=":memory:")
    dg.materialize(
        [orders], resources={"database": database}, raise_on_error=False
    )
    with pytest.raises(duckdb.ConnectionException):
        seen[0].execute("select 1")


def test_teardown_does_not_run_when_setup_failed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Database(closed_after_a_failure.Database):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            raise OSError("no such disk")

    @dg.asset
    def orders(database: Database) -> None: ...

    with pytest.raises(dg.DagsterResourceFunctionError):
        dg.materialize(
            [orders], resources={"database": Database(path=":memory:")}
        )
    assert "closed" not in capsys.readouterr().out


def test_a_run_succeeds_although_teardown_failed() -> None:
    class Database(opened_once_a_run.Database):
        def teardown_after_execution(
            self, context: dg.InitResourceContext
        ) -> None:
            raise OSError("the disk is full")

    @dg.asset
    def orders(database: Database) -> None: ...

    result = dg.materialize(
        [orders], resources={"database": Database(path=":memory:")}
    )
    assert result.success


def test_yield_for_execution_opens_and_closes_in_one_method(run: Run) -> None:
    assert run(f"{PAGE}/with_a_context_manager") == [
        "opened",
        "[(40,)]",
        "closed",
    ]


def test_yield_for_execution_closes_after_a_failure() -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.asset
    def orders(database: with_a_context_manager.Database) -> None:
        seen.append(database._connection)
        raise ValueError

    database = with_a_context_manager.Database(path=":memory:")
    dg.materialize(
        [orders], resources={"database": database}, raise_on_error=False
    )
    with pytest.raises(duckdb.ConnectionException):
        seen[0].execute("select 1")


def test_with_a_process_for_each_asset_each_opens_its_own(run: Run) -> None:
    assert run(f"{PAGE}/opened_once_a_process") == ["['opened', 'opened']"]


def test_with_one_process_it_opens_once(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    dg.materialize(
        [opened_once_a_process.orders, opened_once_a_process.customers],
        resources={"database": opened_once_a_process.Database(log=str(log))},
    )
    assert log.read_text() == "opened\n"


def test_build_resources_opens_and_closes_outside_a_run(run: Run) -> None:
    assert run(f"{PAGE}/outside_a_run") == ["[(40,)]", "closed"]


@pytest.mark.parametrize(
    "page",
    [
        opened_once_a_run,
        outside_a_run,
        shared_by_two_assets,
        with_a_context_manager,
    ],
)
def test_without_a_run_nothing_has_opened_the_connection(
    page: ModuleType,
) -> None:
    database = page.Database(path=":memory:")
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        database.query("select 1")


def test_build_resources_opens_what_was_used_without_a_run(mend: Mend) -> None:
    wrong = 'Database(path=":memory:").query("select 40 as amount")'
    right = """with dg.build_resources(
        {"database": Database(path=":memory:")}
    ) as shop:
        print(shop.database.query("select 40 as amount"))"""
    mended = mend(f"{PAGE}/mistake_used_without_a_run", {wrong: right})
    assert mended == ["[(40,)]"]


def test_a_public_attribute_cannot_be_set_on_a_resource(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidInvocationError, match="frozen=True"):
        run(f"{PAGE}/mistake_public_state")


def test_a_private_attribute_in_place_of_the_public_one_mends_it(
    mend: Mend,
) -> None:
    changes = {
        "import duckdb\n": "import duckdb\nfrom pydantic import PrivateAttr\n",
        ".connection": "._connection",
        "    path: str\n": (
            "    path: str\n    _connection: object = PrivateAttr()\n"
        ),
    }
    mended = mend(f"{PAGE}/mistake_public_state", changes)
    assert mended == ["[(40,)]"]


def test_a_connection_is_no_field(run: Run) -> None:
    with pytest.raises(dg.DagsterError, match="Unable to resolve config type"):
        run(f"{PAGE}/mistake_connection_as_field")


def test_a_constructor_opens_more_often_than_a_run(run: Run) -> None:
    opened = run(f"{PAGE}/mistake_opened_in_the_constructor")
    assert opened.count("opened") > 1


def test_nothing_closes_what_a_constructor_opened() -> None:
    seen: list[duckdb.DuckDBPyConnection] = []

    @dg.asset
    def orders(database: mistake_opened_in_the_constructor.Database) -> None:
        seen.append(database._connection)

    database = mistake_opened_in_the_constructor.Database()
    dg.materialize([orders], resources={"database": database})
    assert seen[0].execute("select 40").fetchall() == [(40,)]


def test_a_method_opens_and_closes_where_it_is_used(run: Run) -> None:
    assert run(f"{PAGE}/a_connection_for_each_asset") == [
        "opened",
        "closed",
        "working for hours on [(25,), (40,)]",
    ]


def test_with_both_forms_setup_never_runs(run: Run) -> None:
    assert run(f"{PAGE}/mistake_both_forms") == ["yield"]


def test_code_after_yield_runs_after_a_failure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset
    def orders(database: with_a_context_manager.Database) -> None:
        raise ValueError

    database = with_a_context_manager.Database(path=":memory:")
    dg.materialize(
        [orders], resources={"database": database}, raise_on_error=False
    )
    assert capsys.readouterr().out.splitlines() == ["opened", "closed"]


def test_those_already_open_are_torn_down_when_another_setup_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken(dg.ConfigurableResource):
        database: closed_after_a_failure.Database

        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            raise OSError("no such disk")

    @dg.asset
    def orders(broken: Broken) -> None: ...

    database = closed_after_a_failure.Database(path=":memory:")
    with pytest.raises(dg.DagsterResourceFunctionError):
        dg.materialize(
            [orders], resources={"broken": Broken(database=database)}
        )
    assert capsys.readouterr().out.splitlines() == ["closed"]


def test_a_resource_inside_another_opens_once_for_each_that_holds_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Reports(dg.ConfigurableResource):
        database: opened_once_a_run.Database

    @dg.asset
    def orders(
        database: opened_once_a_run.Database, reports: Reports
    ) -> None: ...

    database = opened_once_a_run.Database(path=":memory:")
    resources = {"database": database, "reports": Reports(database=database)}
    dg.materialize([orders], resources=resources)
    assert capsys.readouterr().out.split().count("opened") == 2


def test_an_asset_called_as_a_function_opens_and_closes_for_that_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    database = opened_once_a_run.Database(path=":memory:")
    for _ in range(2):
        opened_once_a_run.revenue(database=database)
    printed = capsys.readouterr().out.splitlines()
    assert printed == ["opened", "[(40,)]", "closed"] * 2


def test_the_definitions_of_shared_assets_run_in_one_process() -> None:
    job = shared_by_two_assets.defs.resolve_implicit_global_asset_job_def()
    assert job.executor_def is dg.in_process_executor
    revenue = shared_by_two_assets.revenue
    assert revenue.dependency_keys == {dg.AssetKey("orders")}

"""Every claim of docs/resources/databases.md, proved."""

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer

import dagster as dg
import duckdb
import polars as pl
import pytest
import tenacity
import yaml
from dagster_duckdb import DuckDBResource

from snippets.resources.databases import (
    all_or_nothing,
    closed_after_a_failure,
    mistake_left_open,
    mistake_memory,
    mistake_missing_table,
    mistake_two_processes,
    one_asset_at_a_time,
    one_file_several_assets,
    one_process_a_run,
    readers_together,
    wait_for_the_file,
    with_dagster_duckdb,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "resources/databases"
HOLD = """
import duckdb, sys
path, read_only = sys.argv[1:]
connection = duckdb.connect(path, read_only=read_only == "True")
print("opened", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(
    path: str, *, read_only: bool = False
) -> Iterator[subprocess.Popen[str]]:
    """Keep a file open in another process."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path, str(read_only)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "opened\n"
        yield process


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = f"{tmp_path}/shop.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(
            "create table orders as select 7 as id, 40 as amount"
        )
    return path


def test_several_assets_keep_their_tables_in_one_file(run: Run) -> None:
    assert run(f"{PAGE}/one_file_several_assets") == ["[(40,)]"]


def test_a_second_run_replaces_the_tables(tmp_path: Path) -> None:
    page = one_file_several_assets
    shop = page.Database(path=f"{tmp_path}/shop.duckdb")
    for _ in range(2):
        dg.materialize(
            [page.orders, page.revenue], resources={"database": shop}
        )
    with shop.connect() as connection:
        assert connection.execute("from orders").fetchall() == [(40,)]


def test_with_closes_the_file_after_a_failure(path: str) -> None:
    shop = one_file_several_assets.Database(path=path)
    opened: list[duckdb.DuckDBPyConnection] = []
    with contextlib.suppress(ValueError), shop.connect() as connection:
        opened.append(connection)
        raise ValueError("no orders today")
    with pytest.raises(duckdb.ConnectionException):
        opened[0].execute("select 1")
    with another_process(path):
        pass


def test_in_one_process_several_connections_may_write(path: str) -> None:
    shop = one_file_several_assets.Database(path=path)
    with shop.connect() as first, shop.connect() as second:
        first.execute("insert into orders values (8, 60)")
        second.execute("insert into orders values (9, 25)")
        assert first.execute("select count(*) from orders").fetchall() == [(3,)]


@pytest.mark.parametrize("read_only", [False, True])
def test_while_one_process_writes_no_other_can_open(
    path: str, read_only: bool
) -> None:
    with (
        another_process(path),
        pytest.raises(duckdb.IOException, match="Could not set lock on file"),
    ):
        duckdb.connect(path, read_only=read_only)


def test_old_rows_stay_when_the_asset_raises(run: Run) -> None:
    assert run(f"{PAGE}/all_or_nothing") == ["[(40,)]"]


def test_the_asset_raises_after_it_has_deleted_the_rows(path: str) -> None:
    deleted: list[list[tuple[object, ...]]] = []

    class Database(all_or_nothing.Database):
        @contextmanager
        def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
            with super().transaction() as connection:
                try:
                    yield connection
                finally:
                    deleted.append(connection.execute("from orders").fetchall())

    shop = Database(path=path)
    with pytest.raises(ValueError, match=r"^no orders today$"):
        dg.materialize([all_or_nothing.orders], resources={"database": shop})
    assert deleted == [[]]


def test_a_transaction_commits_at_the_end(path: str) -> None:
    shop = all_or_nothing.Database(path=path)
    with shop.transaction() as connection:
        connection.execute("delete from orders")
    with duckdb.connect(path) as connection:
        assert connection.execute("from orders").fetchall() == []


def test_a_statement_alone_is_kept_after_a_failure(path: str) -> None:
    shop = one_file_several_assets.Database(path=path)
    with contextlib.suppress(ValueError), shop.connect() as connection:
        connection.execute("delete from orders")
        raise ValueError("no orders today")
    with shop.connect() as connection:
        assert connection.execute("from orders").fetchall() == []


def test_processes_read_together(run: Run) -> None:
    assert run(f"{PAGE}/readers_together") == ["opened", "[(40,)]"]


def test_a_reader_cannot_write(path: str) -> None:
    with (
        duckdb.connect(path, read_only=True) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only mode"),
    ):
        connection.execute("delete from orders")


def test_a_reader_keeps_a_writer_out(path: str) -> None:
    with (
        another_process(path, read_only=True),
        pytest.raises(duckdb.IOException, match="Could not set lock on file"),
    ):
        duckdb.connect(path)


def test_two_assets_of_a_run_share_the_process_that_has_the_file_open(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_process_a_run") == ["[('customers',), ('orders',)]"]


def test_a_run_without_that_executor_starts_processes() -> None:
    assert one_process_a_run.shop().executor_def is dg.in_process_executor
    defs = dg.Definitions(
        assets=[one_process_a_run.orders],
        jobs=[dg.define_asset_job("shop")],
        resources={"database": one_process_a_run.Database(path="-")},
    )
    executor = defs.resolve_job_def("shop").executor_def
    assert executor is dg.multi_or_in_process_executor


def test_an_asset_of_a_full_pool_waits_until_the_place_is_free() -> None:
    settings = yaml.safe_load(
        (ROOT / f"snippets/{PAGE}/dagster.yaml").read_text()
    )
    left: list[float] = []
    ended = Event()

    with dg.instance_for_test(overrides=settings) as instance:
        storage = instance.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb")
        storage.claim_concurrency_slot("duckdb", "another run", "customers")

        def leave_once_somebody_waits() -> None:
            while not storage.get_concurrency_info("duckdb").pending_step_count:
                if ended.wait(0.02):
                    return
            left.append(time.time())
            storage.free_concurrency_slots_for_run("another run")

        other = Thread(target=leave_once_somebody_waits, daemon=True)
        other.start()
        result = dg.materialize(
            [one_asset_at_a_time.orders],
            resources={
                "database": one_asset_at_a_time.Database(path=":memory:")
            },
            instance=instance,
        )
        ended.set()
        other.join()
        started = [
            record.timestamp
            for record in instance.all_logs(
                result.run_id, of_type=dg.DagsterEventType.STEP_START
            )
        ]
    assert result.success
    assert len(started) == 1
    assert started[0] > left[0]


def test_a_killed_process_keeps_its_place_until_its_run_is_deleted() -> None:
    settings = {"concurrency": {"pools": {"default_limit": 1}}}
    job = one_asset_at_a_time.defs.resolve_implicit_global_asset_job_def()
    with dg.instance_for_test(overrides=settings) as instance:
        storage = instance.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb")
        run = instance.create_run_for_job(job)
        storage.claim_concurrency_slot("duckdb", run.run_id, "orders")
        instance.report_run_failed(run)
        assert storage.get_concurrency_info("duckdb").active_slot_count == 1
        instance.delete_run(run.run_id)
        assert storage.get_concurrency_info("duckdb").active_slot_count == 0


def test_the_asset_of_a_pool_runs_without_that_setting_too(run: Run) -> None:
    assert run(f"{PAGE}/one_asset_at_a_time") == ["[(7, 40)]"]


def test_the_definitions_hold_the_assets_and_the_file() -> None:
    for page, assets in [
        (one_asset_at_a_time, ["orders"]),
        (one_file_several_assets, ["orders", "revenue"]),
        (with_dagster_duckdb, ["orders", "revenue"]),
    ]:
        graph = page.defs.resolve_asset_graph()
        assert graph.get_all_asset_keys() == {dg.AssetKey(a) for a in assets}
        [shop] = (page.defs.resources or {}).values()
        assert "shop.duckdb" in vars(shop).values()


def test_waiting_for_the_file_ends_when_the_other_process_does(
    run: Run,
) -> None:
    assert run(f"{PAGE}/wait_for_the_file") == ["[(7, 40)]"]


def test_waiting_tries_again_and_gives_up_with_the_same_error(
    path: str,
) -> None:
    wait = wait_for_the_file.Database.connect
    shop = wait_for_the_file.Database(path=path)
    patience = tenacity.stop_after_attempt(2)
    with (
        another_process(path),
        pytest.raises(duckdb.IOException, match="Could not set lock on file"),
    ):
        wait.retry_with(stop=patience)(shop)
    with another_process(path) as other:
        assert other.stdin
        Timer(0.15, other.stdin.close).start()
        shop.connect().close()
    assert wait.statistics["attempt_number"] > 1


def test_it_tries_ten_times_a_second_for_half_a_minute() -> None:
    retry = wait_for_the_file.Database.connect.retry
    assert vars(retry.wait) == {"wait_fixed": 0.1}
    assert vars(retry.stop) == {"max_delay": 30}


def test_other_errors_come_at_once(tmp_path: Path) -> None:
    shop = wait_for_the_file.Database(path=f"{tmp_path}/no/such/shop.duckdb")
    with pytest.raises(duckdb.IOException, match="Cannot open file"):
        shop.connect()
    connect = wait_for_the_file.Database.connect
    assert connect.statistics["attempt_number"] == 1


def test_the_ready_made_resource_runs(run: Run) -> None:
    assert run(f"{PAGE}/with_dagster_duckdb") == ["[(40,)]"]


def test_the_ready_made_resource_waits_for_the_file(path: str) -> None:
    shop = DuckDBResource(database=path)
    with another_process(path) as other:
        assert other.stdin
        Timer(0.1, other.stdin.close).start()
        with shop.get_connection() as connection:
            assert connection.execute("from orders").fetchall() == [(7, 40)]


def test_the_ready_made_resource_tries_eleven_times(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[object] = []

    def locked(**settings: object) -> None:
        tries.append(settings)
        raise duckdb.IOException("Could not set lock on file")

    monkeypatch.setattr("duckdb.connect", locked)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    with (
        pytest.raises(duckdb.IOException),
        DuckDBResource(database=path).get_connection(),
    ):
        pass
    assert len(tries) == 11


def test_the_ready_made_resource_reads_with_an_access_mode(path: str) -> None:
    shop = DuckDBResource(
        database=path, connection_config={"access_mode": "READ_ONLY"}
    )
    with another_process(path, read_only=True), shop.get_connection() as reader:
        assert reader.execute("from orders").fetchall() == [(7, 40)]


def test_the_error_names_the_program_and_its_process(path: str) -> None:
    with another_process(path) as other, pytest.raises(duckdb.IOException) as e:
        duckdb.connect(path)
    assert f"(PID {other.pid})" in str(e.value)
    assert Path(sys.executable).resolve().name in str(e.value)


def test_a_second_process_raises_the_error_of_the_lock(run: Run) -> None:
    assert run(f"{PAGE}/mistake_two_processes") == [
        "IO Error: Could not set lock on file "
    ]


def test_an_asset_that_has_the_file_to_itself_writes(path: str) -> None:
    page = mistake_two_processes
    with duckdb.connect(path) as connection:
        connection.execute("drop table orders")
    shop = page.Database(path=path)
    dg.materialize([page.orders], resources={"database": shop})
    with duckdb.connect(path) as connection:
        assert connection.execute("from orders").fetchall() == [(40,)]


def test_the_ready_made_resource_stays_open_after_a_failure(run: Run) -> None:
    assert run(f"{PAGE}/mistake_left_open") == ["[('still open',)]"]


def test_the_file_stays_locked_as_long_as_the_error_is_held(path: str) -> None:
    @dg.asset
    def orders(database: DuckDBResource) -> None:
        with database.get_connection() as connection:
            connection.execute("delete from orders")
            raise ValueError("no orders today")

    shop = DuckDBResource(database=path)
    with pytest.raises(ValueError, match="no orders today") as error:
        dg.materialize([orders], resources={"database": shop})
    other = subprocess.run(
        [sys.executable, "-c", HOLD, path, "False"],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert error.value
    assert "Could not set lock on file" in other.stderr


def test_closing_closes_after_a_failure(run: Run) -> None:
    assert run(f"{PAGE}/closed_after_a_failure") == ["closed"]


def test_the_two_programs_differ_only_in_closing() -> None:
    kept = mistake_left_open.orders, closed_after_a_failure.orders
    shop = DuckDBResource(database=":memory:")
    for orders in kept:
        with pytest.raises(ValueError, match=r"^no orders today$"):
            dg.materialize([orders], resources={"database": shop})
    mistake_left_open.opened[-1].execute("select 1")
    with pytest.raises(duckdb.ConnectionException):
        closed_after_a_failure.opened[-1].execute("select 1")


def test_each_connection_to_memory_is_its_own_database(run: Run) -> None:
    with pytest.raises(duckdb.CatalogException, match="lines does not exist"):
        run(f"{PAGE}/mistake_memory")


def test_a_file_in_place_of_memory_keeps_the_table(
    mend: Mend, tmp_path: Path
) -> None:
    changes = {":memory:": f"{tmp_path}/shop.duckdb"}
    assert mend(f"{PAGE}/mistake_memory", changes) == ["[(40,)]"]


def test_with_leaves_a_connection_of_sqlite_open(run: Run) -> None:
    assert run(f"{PAGE}/mistake_with_only_commits") == ["(0,)"]


def test_closing_closes_a_connection_of_sqlite(mend: Mend) -> None:
    changes = {
        "import sqlite3": "import contextlib\nimport sqlite3",
        "with database.connect() as": (
            "with contextlib.closing(database.connect()) as"
        ),
    }
    with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
        mend(f"{PAGE}/mistake_with_only_commits", changes)


@pytest.mark.parametrize(("commits", "rows"), [(True, [(40,)]), (False, [])])
def test_closing_keeps_only_what_was_committed(
    tmp_path: Path, commits: bool, rows: list[tuple[int]]
) -> None:
    path = f"{tmp_path}/shop.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("create table orders (amount integer)")
        connection.execute("insert into orders values (40)")
        if commits:
            connection.commit()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select * from orders").fetchall() == rows


@pytest.mark.parametrize(
    "revenue",
    [
        mistake_memory.revenue,
        mistake_missing_table.revenue,
        one_file_several_assets.revenue,
        readers_together.revenue,
        with_dagster_duckdb.revenue,
    ],
)
def test_revenue_is_made_after_the_orders_that_it_reads(
    revenue: dg.AssetsDefinition,
) -> None:
    assert revenue.dependency_keys == {dg.AssetKey("orders")}


def test_a_missing_table_is_looked_for_among_python_variables(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_missing_table") == [
        "Invalid Input Error:",
        'Python Object "orders" of type "AssetsDefinition"',
    ]


def test_without_replacements_the_error_says_that_the_table_is_missing() -> (
    None
):
    orders = mistake_missing_table.orders
    assert isinstance(orders, dg.AssetsDefinition)
    with (
        duckdb.connect(
            config={"python_enable_replacements": False}
        ) as connection,
        pytest.raises(duckdb.CatalogException, match="orders does not exist"),
    ):
        connection.execute("from orders")


def test_a_data_frame_is_read_where_a_table_is_missing() -> None:
    orders = pl.DataFrame({"amount": [40]})
    with duckdb.connect() as connection:
        assert connection.execute("from orders").fetchall() == orders.rows()


def test_a_file_in_a_temporary_folder_keeps_its_tables(tmp_path: Path) -> None:
    page = with_dagster_duckdb
    shop = DuckDBResource(database=f"{tmp_path}/shop.duckdb")
    result = dg.materialize(
        [page.orders, page.revenue], resources={"database": shop}
    )
    assert result.success


def test_open_connections_must_agree_on_read_only(run: Run) -> None:
    with pytest.raises(duckdb.ConnectionException, match="configuration"):
        run(f"{PAGE}/mistake_reader_beside_writer")


def test_reading_with_the_connection_that_writes_mends_it(mend: Mend) -> None:
    changes = {
        "duckdb.connect(database.path, read_only=True)": "nullcontext(writer)",
        "\nimport dagster": "from contextlib import nullcontext\n\n"
        "import dagster",
    }
    mended = mend(f"{PAGE}/mistake_reader_beside_writer", changes)
    assert mended == ["[(40,)]"]


def test_the_ready_made_resource_has_a_setting_of_its_own(path: str) -> None:
    with (
        DuckDBResource(database=path).get_connection(),
        pytest.raises(duckdb.ConnectionException, match="configuration"),
    ):
        duckdb.connect(path)


def test_a_relation_cannot_be_stored(run: Run) -> None:
    with pytest.raises(TypeError, match="pickle"):
        run(f"{PAGE}/mistake_returned_table")


def test_a_data_frame_can_be_stored(mend: Mend) -> None:
    changes = {
        "duckdb.DuckDBPyRelation": "object",
        'amount")': 'amount").pl()',
        "dg.materialize([orders])": (
            'print(dg.materialize([orders]).output_for_node("orders").rows())'
        ),
    }
    mended = mend(f"{PAGE}/mistake_returned_table", changes)
    assert mended == ["[(7, 40)]"]

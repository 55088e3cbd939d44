"""Every claim of docs/failures/twice.md, proved."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import dagster as dg
import duckdb
import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.failures.twice import (
    a_key_for_the_order,
    mistake_appended,
    mistake_inserted_again,
    mistake_materialized_twice,
    mistake_new_key_each_time,
    replace_the_rows,
    results_at_the_end,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "failures/twice"
OLD, NEW = [("2025-05-01", 7)], [("2025-05-01", 25), ("2025-05-01", 40)]
OTHER_DAY = [("2025-05-02", 3)]

# Replaces rows in child processes, which are killed with SIGKILL before each
# statement in turn, and reports what the database held after each.
KILLER = """
import os, signal, sys
from pathlib import Path

from snippets.failures.twice import replace_the_rows
from tests.failures.test_twice import Crashing

path = sys.argv[1]


def killed_at(number):
    process = os.fork()
    if process == 0:
        import duckdb

        connect = duckdb.connect
        kill = lambda: os.kill(os.getpid(), signal.SIGKILL)
        duckdb.connect = lambda path: Crashing(connect(path), number, kill)
        database = replace_the_rows.Database(path=path)
        database.replace("2025-05-01", [25, 40])
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


number = 0
while killed_at(number):
    number += 1
    killed = Path(path).with_name(f"{number}.duckdb")
    for file in Path(path).parent.glob("shop.duckdb*"):
        ending = file.name.removeprefix("shop.duckdb")
        killed.with_name(killed.name + ending).write_bytes(file.read_bytes())
print(number)
"""


class Crashing:
    """A connection that crashes before one of its statements."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        number: int | None,
        crash: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._left = number
        self._crash = crash

    def __enter__(self) -> "Crashing":
        """Give the connection to a `with`."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close it, which rolls back what was not committed."""
        self._connection.close()

    def __getattr__(self, name: str) -> object:
        """Crash, or give what the connection has."""
        if self._left == 0:
            self._crash()
        if self._left is not None:
            self._left -= 1
        return getattr(self._connection, name)


class CrashError(Exception):
    """What a test raises in the place of a crash."""


def crash() -> None:
    raise CrashError


def test_a_retry_and_a_second_run_leave_the_rows_of_one_try(run: Run) -> None:
    assert run(f"{PAGE}/replace_the_rows") == [
        "[('2025-05-01', 25), ('2025-05-01', 40)]",
        "[('2025-05-02', 25), ('2025-05-02', 40)]",
    ]


def test_the_asset_fails_once_after_it_has_stored_its_rows(
    tmp_path: Path,
) -> None:
    database = replace_the_rows.Database(path=str(tmp_path / "shop.duckdb"))
    run = dg.materialize(
        [replace_the_rows.orders],
        resources={"database": database},
        partition_key="2025-05-01",
    )
    retries = [e for e in run.all_events if e.is_step_up_for_retry]
    assert (run.success, len(retries)) == (True, 1)
    assert replace_the_rows.orders.partitions_def == replace_the_rows.days


DAYS = st.sampled_from(["2025-05-01", "2025-05-02", "2025-05-03"])
# The day of a try, and the statement before which it crashes, if it does.
TRIES = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 7)), max_size=8)


@settings(max_examples=40, deadline=None)
@given(TRIES)
def test_after_any_tries_and_crashes_each_day_has_all_its_rows_or_none(
    tries: list[tuple[str, int | None]],
) -> None:
    stored: set[str] = set()
    connect = duckdb.connect
    with TemporaryDirectory() as folder:
        database = replace_the_rows.Database(path=f"{folder}/shop.duckdb")
        for day, statement in tries:

            def open_(path: str, number: int | None = statement) -> Crashing:
                return Crashing(connect(path), number, crash)

            try:
                with patch.object(duckdb, "connect", open_):
                    database.replace(day, [25, 40])
                stored.add(day)
            except CrashError:
                pass
            expected = [(day, n) for day in sorted(stored) for n in (25, 40)]
            with duckdb.connect(database.path) as connection:
                connection.execute(
                    "create table if not exists orders (day text, amount int)"
                )
            assert database.read() == expected


def test_a_process_killed_before_any_statement_leaves_the_old_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shop.duckdb"
    database = replace_the_rows.Database(path=str(path))
    database.replace("2025-05-01", [7])
    database.replace("2025-05-02", [3])
    script = subprocess.run(
        [sys.executable, "-c", KILLER, str(path)],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    kills = json.loads(script.stdout)
    # create, begin, delete, two inserts, commit
    assert kills == 6
    for number in range(1, kills + 1):
        killed = replace_the_rows.Database(
            path=str(tmp_path / f"{number}.duckdb")
        )
        assert killed.read() == OLD + OTHER_DAY
    assert database.read() == NEW + OTHER_DAY


def test_without_a_transaction_a_crash_loses_the_old_rows(
    tmp_path: Path,
) -> None:
    class Database(replace_the_rows.Database):
        def replace(self, day: str, amounts: list[int]) -> None:
            with duckdb.connect(self.path) as connection:
                connection.execute("delete from orders where day = ?", [day])
                for row in [[day, amount] for amount in amounts]:
                    connection.execute("insert into orders values (?, ?)", row)

    path = str(tmp_path / "shop.duckdb")
    replace_the_rows.Database(path=path).replace("2025-05-01", [7])
    connect = duckdb.connect
    with (
        pytest.raises(CrashError),
        patch.object(
            duckdb, "connect", lambda path: Crashing(connect(path), 2, crash)
        ),
    ):
        Database(path=path).replace("2025-05-01", [25, 40])
    assert Database(path=path).read() == NEW[:1]


def test_in_one_process_tries_share_their_run_and_an_open_resource() -> None:
    calls = []

    class Database(dg.ConfigurableResource):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            calls.append("opened")

        def teardown_after_execution(
            self, context: dg.InitResourceContext
        ) -> None:
            calls.append("closed")

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
    def orders(context: dg.AssetExecutionContext, database: Database) -> None:
        calls.append(context.run.run_id)
        raise ConnectionError

    for _ in range(2):
        dg.materialize(
            [orders], resources={"database": Database()}, raise_on_error=False
        )
    opened, first, second, closed = calls[:4]
    assert (opened, first, closed) == ("opened", second, "closed")
    assert calls[5] == calls[6] != first


def test_a_key_of_the_asset_and_its_day_orders_once(run: Run) -> None:
    assert run(f"{PAGE}/a_key_for_the_order") == [
        "ordered restocked/2025-05-01",
        "known already restocked/2025-05-01",
    ]


def test_a_second_run_sends_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posted = []

    def post(
        url: str, headers: dict[str, str], timeout: float
    ) -> httpx.Response:
        posted.append((url, headers["Idempotency-Key"], timeout))
        return httpx.Response(200)

    monkeypatch.setattr(httpx, "post", post)
    page = a_key_for_the_order
    for day in ("2025-05-01", "2025-05-02", "2025-05-01"):
        dg.materialize(
            [page.restocked],
            resources={"shop_api": page.ShopApi(url="http://shop")},
            partition_key=day,
        )
    first, second = (
        ("http://shop/coffee", f"restocked/{day}", 10)
        for day in ("2025-05-01", "2025-05-02")
    )
    assert posted == [first, first, second, second, first, first]


def test_results_at_the_end_are_reported_once(run: Run) -> None:
    assert run(f"{PAGE}/results_at_the_end") == ["orders", "customers"]
    keys = {dg.AssetKey("orders"), dg.AssetKey("customers")}
    assert results_at_the_end.shop.keys == keys
    events = dg.materialize([results_at_the_end.shop]).all_events
    kinds = [event.event_type_value for event in events]
    assert kinds.count("STEP_UP_FOR_RETRY") == 1


def test_what_each_try_appends_is_there_twice(run: Run) -> None:
    assert run(f"{PAGE}/mistake_appended") == [
        "success: True",
        "[(25,), (25,), (40,), (40,)]",
    ]


def test_rows_deleted_first_are_there_once(mend: Mend) -> None:
    insert = 'connection.execute("insert into'
    delete = 'connection.execute("delete from orders")\n        '
    printed = mend(f"{PAGE}/mistake_appended", {insert: delete + insert})
    assert printed == ["success: True", "[(25,), (40,)]"]


def test_a_primary_key_stops_the_second_run(run: Run) -> None:
    with pytest.raises(duckdb.ConstraintException, match="Duplicate key"):
        run(f"{PAGE}/mistake_inserted_again")


def test_rows_are_stored_although_the_first_run_failed(tmp_path: Path) -> None:
    path = str(tmp_path / "shop.duckdb")
    for page in (mistake_inserted_again, mistake_appended):
        database = page.Database(path=path)
        assert database.path == path
    dg.materialize(
        [mistake_inserted_again.orders],
        resources={"database": mistake_inserted_again.Database(path=path)},
        raise_on_error=False,
    )
    with duckdb.connect(path) as connection:
        rows = connection.execute("from orders order by id").fetchall()
    assert rows == [(1, 25), (2, 40)]


def test_insert_or_replace_inserts_again_and_keeps_what_is_gone(
    mend: Mend,
) -> None:
    changes = {
        '"insert into': '"insert or replace into',
        "        dg.materialize([orders], resources=resources)\n": (
            "        again = dg.materialize(\n"
            "            [orders], resources=resources, raise_on_error=False\n"
            "        )\n"
            "        print(again.get_step_failure_events()[0]"
            ".step_failure_data.error.cause.cls_name)\n"
        ),
    }
    printed = mend(f"{PAGE}/mistake_inserted_again", changes)
    assert printed == ["ConnectionError"]
    with duckdb.connect(":memory:") as connection:
        connection.execute("create table orders (id int primary key)")
        for row in (1, 2):
            connection.execute(
                "insert or replace into orders values (?)", [row]
            )
        rows = connection.execute("from orders order by id").fetchall()
    assert rows == [(1,), (2,)]


def test_what_is_reported_before_the_failure_is_reported_again(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_materialized_twice") == [
        *("orders", "orders", "customers")
    ]
    keys = {dg.AssetKey("orders"), dg.AssetKey("customers")}
    assert mistake_materialized_twice.shop.keys == keys


def test_of_two_assets_only_the_failed_one_is_tried_again() -> None:
    retry = dg.RetryPolicy(max_retries=1)

    @dg.asset(retry_policy=retry)
    def orders() -> None: ...

    @dg.asset(retry_policy=retry)
    def customers(context: dg.AssetExecutionContext) -> None:
        if context.retry_number == 0:
            raise ConnectionError

    run = dg.materialize([orders, customers])
    events = run.get_asset_materialization_events()
    made = sorted(
        event.materialization.asset_key.to_user_string() for event in events
    )
    assert made == ["customers", "orders"]


def test_a_random_key_orders_twice(run: Run) -> None:
    assert run(f"{PAGE}/mistake_new_key_each_time") == ["ordered: 2"]
    ordered = mistake_new_key_each_time.ORDERED
    ordered.clear()
    dg.materialize([mistake_new_key_each_time.restocked])
    assert [len(key) for key in ordered] == [36, 36]


def test_a_key_of_what_stays_the_same_orders_once(mend: Mend) -> None:
    changes = {"str(uuid.uuid4())": '"restocked/2025-05-01"'}
    printed = mend(f"{PAGE}/mistake_new_key_each_time", changes)
    assert printed == ["ordered: 1"]

"""Every claim of docs/resources/postgres.md, proved on a real server."""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import dagster as dg
import psycopg
import pytest
from psycopg_pool import ConnectionPool, PoolTimeout

from snippets.resources.postgres import (
    a_connection_per_process,
    a_pool_for_threads,
    all_or_nothing,
    connect_in_each_asset,
    mistake_password_in_a_url,
    one_connection_per_run,
)
from tests._harness.run.postgres import (
    MOST_CONNECTIONS,
    PASSWORD,
    empty_database,
)
from tests.conftest import Mend, Run

PAGE = "resources/postgres"
RESERVED = 3


@pytest.fixture
def host() -> Iterator[str]:
    """The host of a server with an empty database."""
    with empty_database() as host:
        yield host


def rows(host: str, table: str = "orders") -> list[tuple[Any, ...]]:
    """Read a table as somebody else does, who sees what is committed."""
    with psycopg.connect(host=host, user="postgres", dbname="shop") as reader:
        return reader.execute(f"select * from {table}".encode()).fetchall()


def make_table(host: str) -> None:
    """Make the table of the orders, with one row."""
    with psycopg.connect(host=host, password=PASSWORD, user="shop") as maker:
        maker.execute("create table orders as select 40 as amount")


def test_an_asset_reads_what_another_has_committed(run: Run) -> None:
    assert run(f"{PAGE}/connect_in_each_asset") == ["[(65,)]"]


def test_the_definitions_read_the_variables_and_can_run_again(
    host: str,
) -> None:
    page = connect_in_each_asset
    graph = page.defs.resolve_asset_graph()
    keys = {dg.AssetKey("orders"), dg.AssetKey("revenue")}
    assert graph.get_all_asset_keys() == keys
    assert page.revenue.dependency_keys == {dg.AssetKey("orders")}
    assert page.defs.resources == {"database": page.database}
    assert page.database.host == dg.EnvVar("SHOP_HOST")
    for _ in range(2):
        dg.materialize([page.orders], resources=page.resources)
    assert rows(host) == [(40,), (25,)]


def test_with_commits_and_closes(host: str) -> None:
    shop = connect_in_each_asset.Database(host=host, password=PASSWORD)
    with shop.connect() as connection:
        connection.execute("create table orders as select 40 as amount")
    assert connection.closed
    assert rows(host) == [(40,)]


def test_neither_events_nor_a_print_contain_the_password(host: str) -> None:
    page = connect_in_each_asset
    with dg.instance_for_test() as instance:
        result = dg.materialize(
            [page.orders], resources=page.resources, instance=instance
        )
        events = instance.all_logs(result.run_id)
        run = instance.get_run_by_id(result.run_id)
    assert events
    assert PASSWORD not in f"{events} {run}"


@pytest.mark.parametrize(
    "page",
    [
        a_pool_for_threads,
        all_or_nothing,
        connect_in_each_asset,
        one_connection_per_run,
    ],
)
def test_a_print_of_the_resource_leaves_the_password_out(
    page: ModuleType,
) -> None:
    shown = repr(page.Database(host="127.0.0.1", password=PASSWORD))
    assert "127.0.0.1" in shown
    assert PASSWORD not in shown


def test_an_error_about_a_wrong_password_names_only_the_user(
    host: str,
) -> None:
    shop = connect_in_each_asset.Database(host=host, password="wrong one")
    with pytest.raises(psycopg.OperationalError) as error:
        shop.connect()
    assert 'authentication failed for user "shop"' in str(error.value)
    assert "wrong one" not in str(error.value)


def test_the_old_rows_are_there_after_a_failure(run: Run) -> None:
    assert run(f"{PAGE}/all_or_nothing") == ["[(40,)]"]


def test_the_connection_is_closed_after_a_failure(host: str) -> None:
    seen: list[psycopg.Connection] = []

    class Database(all_or_nothing.Database):
        def connect(self) -> psycopg.Connection:
            seen.append(super().connect())
            return seen[0]

    make_table(host)
    shop = Database(host=host, password=PASSWORD)
    with pytest.raises(ValueError, match=r"^no orders today$"):
        dg.materialize([all_or_nothing.orders], resources={"database": shop})
    assert seen[0].closed


def test_assets_share_a_connection_and_each_commits_or_rolls_back(
    host: str,
) -> None:
    seen: list[psycopg.Connection] = []
    committed: list[tuple[Any, ...]] = []

    @dg.asset(deps=[one_connection_per_run.orders])
    def revenue(database: one_connection_per_run.Database) -> None:
        committed.extend(rows(host))
        with database.transaction() as connection:
            seen.append(connection)
            connection.execute("delete from orders")
            raise ValueError

    @dg.asset(deps=[one_connection_per_run.orders])
    def customers(database: one_connection_per_run.Database) -> None:
        with database.transaction() as connection:
            seen.append(connection)
            connection.execute("insert into orders values (25)")

    shop = one_connection_per_run.Database(host=host, password=PASSWORD)
    result = dg.materialize(
        [one_connection_per_run.orders, revenue, customers],
        resources={"database": shop},
        raise_on_error=False,
    )
    assert not result.success
    assert committed[0] == (40,)
    assert rows(host) == [(40,), (25,)]
    assert seen[0] is seen[1]
    assert seen[0].closed


def test_a_transaction_commits_though_a_query_ran_before_it(host: str) -> None:
    shop = one_connection_per_run.Database(host=host, password=PASSWORD)
    with dg.build_resources({"database": shop}) as resources:
        resources.database._connection.execute("select 1")
        with resources.database.transaction() as connection:
            connection.execute("create table orders as select 40 as amount")
        assert rows(host) == [(40,)]


def test_threads_borrow_the_connections_of_a_pool(run: Run) -> None:
    printed = run(f"{PAGE}/a_pool_for_threads")
    assert printed == ["('Ada',) ('Grace',) ('Joan',)"]


def test_a_thread_that_finds_no_connection_waits(host: str) -> None:
    database = a_pool_for_threads.Database(host=host, password=PASSWORD)
    with dg.build_resources({"database": database}) as resources:
        pool: ConnectionPool = resources.database._pool
        assert pool.min_size == 1
        with (
            pool.connection(),
            pool.connection(),
            pytest.raises(PoolTimeout),
            pool.connection(timeout=0.05),
        ):
            pass
        with pool.connection() as connection:
            connection.execute("create table orders as select 40 as amount")
        assert rows(host) == [(40,)]
        assert not connection.closed
    assert pool.closed


def test_a_pool_logs_why_it_cannot_connect(
    host: str, caplog: pytest.LogCaptureFixture
) -> None:
    login = {"host": host, "password": "wrong one", "user": "shop"}
    with (
        ConnectionPool(kwargs=login, min_size=1) as pool,
        pytest.raises(PoolTimeout, match="couldn't get a connection after"),
        pool.connection(timeout=0.5),
    ):
        pass
    assert pool.timeout == 30
    [reason, *_] = [r for r in caplog.records if r.name == "psycopg.pool"]
    assert "password authentication failed" in reason.getMessage()


def test_each_process_opens_its_own_connection(run: Run) -> None:
    assert run(f"{PAGE}/a_connection_per_process") == ["[(2,)]"]


def test_one_process_opens_it_once(host: str) -> None:
    page = a_connection_per_process
    with page.connect() as connection:
        connection.execute("create table opened (pid int)")
    dg.materialize(
        [page.orders, page.customers], resources={"database": page.Database()}
    )
    assert len(rows(host, "opened")) == 1


def test_postgres_allows_a_hundred_connections_unless_it_is_set(
    host: str,
) -> None:
    setting = "select boot_val from pg_settings where name = 'max_connections'"
    with psycopg.connect(host=host, user="postgres") as admin:
        assert admin.execute(setting).fetchall() == [("100",)]


def test_half_the_work_of_a_failed_asset_is_committed(run: Run) -> None:
    assert run(f"{PAGE}/mistake_half_committed") == ["[(40,)]"]


def test_a_transaction_of_its_own_is_rolled_back(mend: Mend) -> None:
    changes = {
        "**LOGIN) as self": "**LOGIN, autocommit=True) as self",
        "    database._connection.execute(": (
            "    with database._connection.transaction():\n"
            "        database._connection.execute("
        ),
        "    raise ValueError": "        raise ValueError",
    }
    with pytest.raises(psycopg.errors.UndefinedTable):
        mend(f"{PAGE}/mistake_half_committed", changes)


def test_rows_that_nothing_commits_are_gone(run: Run) -> None:
    assert run(f"{PAGE}/mistake_never_committed") == ["True []"]


def test_autocommit_keeps_the_rows(mend: Mend) -> None:
    changes = {"= psycopg.connect(**LOGIN": "= psycopg.connect(**LOGIN, **AUTO"}
    changes["\n\n\nclass"] = '\nAUTO = {"autocommit": True}\n\n\nclass'
    mended = mend(f"{PAGE}/mistake_never_committed", changes)
    assert mended == ["True [(40,)]"]


def test_with_does_not_close_a_connection_of_psycopg2(run: Run) -> None:
    assert run(f"{PAGE}/mistake_psycopg2_stays_open") == ["open"]


def test_closing_closes_a_connection_of_psycopg2(mend: Mend, host: str) -> None:
    changes = {
        "import os\n": "import os\nfrom contextlib import closing\n",
        "        psycopg2.connect(": "        closing(psycopg2.connect(",
        "        ) as connection,": "        )) as connection, connection,",
    }
    assert mend(f"{PAGE}/mistake_psycopg2_stays_open", changes) == ["closed"]
    assert rows(host) == [(40,)]


def test_a_pool_opens_four_connections_for_one_query(run: Run) -> None:
    page = f"{PAGE}/mistake_four_connections_per_process"
    assert run(page) == ["[(4,)]"]


def test_a_pool_of_at_least_one_opens_one(mend: Mend) -> None:
    page = f"{PAGE}/mistake_four_connections_per_process"
    assert mend(page, {"kwargs=LOGIN": "kwargs=LOGIN, min_size=1"}) == [
        "[(1,)]"
    ]


def test_the_last_connections_are_for_superusers(run: Run) -> None:
    assert run(f"{PAGE}/mistake_too_many_clients") == [
        "remaining connection slots are reserved for roles with the",
        "SUPERUSER attribute",
    ]


def test_without_a_free_connection_there_are_too_many_clients(
    host: str,
) -> None:
    shop = connect_in_each_asset.Database(host=host, password=PASSWORD)
    others = [shop.connect() for _ in range(MOST_CONNECTIONS - RESERVED)]
    with pytest.raises(psycopg.OperationalError, match="are reserved for"):
        shop.connect()
    others += [
        psycopg.connect(host=host, user="postgres") for _ in range(RESERVED)
    ]
    with pytest.raises(psycopg.OperationalError, match="clients already"):
        shop.connect()
    for connection in others:
        connection.close()


def test_a_caught_error_aborts_the_transaction(run: Run) -> None:
    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        run(f"{PAGE}/mistake_aborted_transaction")


def test_a_transaction_inside_rolls_back_only_one_statement(
    mend: Mend,
) -> None:
    wrong = "suppress(psycopg.errors.NotNullViolation):"
    right = wrong.replace(":", ", connection.transaction():")
    mended = mend(f"{PAGE}/mistake_aborted_transaction", {wrong: right})
    assert mended == ["[(40,), (25,)]"]


def test_a_url_with_a_special_character_shows_the_password(run: Run) -> None:
    with pytest.raises(psycopg.ProgrammingError, match='"50%off"'):
        run(f"{PAGE}/mistake_password_in_a_url")


def test_dagster_stores_the_error_with_the_password() -> None:
    page = mistake_password_in_a_url
    shop = page.Database(url="postgresql://shop:50%off@127.0.0.1/shop")
    with dg.instance_for_test() as instance:
        result = dg.materialize(
            [page.orders],
            resources={"database": shop},
            instance=instance,
            raise_on_error=False,
        )
        events = instance.all_logs(result.run_id)
    [failure] = [
        event.dagster_event
        for event in events
        if event.dagster_event and event.dagster_event.is_step_failure
    ]
    assert "50%off" in str(failure)


def test_a_password_of_its_own_needs_no_quoting(host: str) -> None:
    shop = connect_in_each_asset.Database(host=host, password="50%off@/:")
    change = "alter role shop password '{}'"
    with psycopg.connect(host=host, user="postgres", autocommit=True) as admin:
        admin.execute(change.format(shop.password).encode())
        try:
            with shop.connect() as connection:
                assert not connection.closed
        finally:
            admin.execute(change.format(PASSWORD).encode())

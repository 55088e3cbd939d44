"""Wait until another process closes the file."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb
import tenacity

NOTEBOOK = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("opened", flush=True)
time.sleep(0.3)
"""


# --8<-- [start:wait]
@tenacity.retry(
    retry=tenacity.retry_if_exception_message(match=".*Could not set lock"),
    wait=tenacity.wait_fixed(0.1),
    stop=tenacity.stop_after_delay(30),
    reraise=True,
)
def open_file(path: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(path)


class Database(dg.ConfigurableResource):
    path: str

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with open_file(self.path) as connection:
            yield connection


# --8<-- [end:wait]
@dg.asset
def orders(database: Database) -> None:
    with database.connect() as connection:
        print(connection.execute("select 7 as id, 40 as amount").fetchall())
        # → [(7, 40)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/shop.duckdb"
        command = [sys.executable, "-c", NOTEBOOK, path]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True
        ) as notebook:
            assert notebook.stdout
            print(notebook.stdout.readline().strip())
            # → opened
            resources = {"database": Database(path=path)}
            dg.materialize([orders], resources=resources)

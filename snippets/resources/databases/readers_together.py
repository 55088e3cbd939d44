"""Read a file while another process reads it too."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
import duckdb

NOTEBOOK = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print("opened", flush=True)
sys.stdin.read()
"""


# --8<-- [start:read]
class Database(dg.ConfigurableResource):
    path: str

    @contextmanager
    def read(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(self.path, read_only=True) as connection:
            yield connection


@dg.asset(deps=["orders"])
def revenue(database: Database) -> None:
    with database.read() as connection:
        print(connection.execute("select sum(amount) from orders").fetchall())
        # → [(40,)]


# --8<-- [end:read]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/shop.duckdb"
        with duckdb.connect(path) as connection:
            connection.execute("create table orders as select 40 as amount")
        # --8<-- [start:together]
        with subprocess.Popen(
            [sys.executable, "-c", NOTEBOOK, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as notebook:
            assert notebook.stdout
            print(notebook.stdout.readline().strip())
            # → opened
            dg.materialize(
                [revenue], resources={"database": Database(path=path)}
            )
        # --8<-- [end:together]

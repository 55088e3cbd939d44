"""A file that another process has open."""

import re
import subprocess
import sys
import tempfile

import dagster as dg
import duckdb

NOTEBOOK = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("opened", flush=True)
sys.stdin.read()
"""


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        connection.execute("create table orders as select 40 as amount")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/shop.duckdb"
        with subprocess.Popen(
            [sys.executable, "-c", NOTEBOOK, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as notebook:
            assert notebook.stdout
            notebook.stdout.readline()
            try:
                dg.materialize(
                    [orders], resources={"database": Database(path=path)}
                )
            except duckdb.IOException as error:
                vary = r'(?<=")/[^"]*(?=/)|(?<=held in )\S+|(?<=PID )\d+'
                message, _ = re.sub(vary, "...", str(error)).split(" See")
                print(message.replace(": ", ":\n"))
                # → IO Error:
                # → Could not set lock on file ".../shop.duckdb":
                # → Conflicting lock is held in ... (PID ...).

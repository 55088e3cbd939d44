"""A file that another process has open."""

import sys
import tempfile
from subprocess import PIPE, Popen

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
        shop = Database(path=f"{folder}/shop.duckdb")
        command = [sys.executable, "-c", NOTEBOOK, shop.path]
        with Popen(command, stdin=PIPE, stdout=PIPE) as notebook:
            assert notebook.stdout
            notebook.stdout.readline()
            try:
                dg.materialize([orders], resources={"database": shop})
            except duckdb.IOException as error:
                print(str(error).split('"')[0])
                # → IO Error: Could not set lock on file

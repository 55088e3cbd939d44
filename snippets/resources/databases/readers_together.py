"""Read a file while another process reads it too."""

import sys
import tempfile
from subprocess import PIPE, Popen

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


@dg.asset(deps=["orders"])
def revenue(database: Database) -> None:
    with duckdb.connect(database.path, read_only=True) as connection:
        print(connection.execute("select sum(amount) from orders").fetchall())
        # → [(40,)]


# --8<-- [end:read]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        shop = Database(path=f"{folder}/shop.duckdb")
        with duckdb.connect(shop.path) as connection:
            connection.execute("create table orders as select 40 as amount")
        # --8<-- [start:together]
        command = [sys.executable, "-c", NOTEBOOK, shop.path]
        with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as notebook:
            assert notebook.stdout
            print(notebook.stdout.readline().strip())
            # → opened
            dg.materialize([revenue], resources={"database": shop})
        # --8<-- [end:together]

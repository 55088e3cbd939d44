"""Wait until another process closes the file."""

import sys
import tempfile
from subprocess import PIPE, Popen

import dagster as dg
import duckdb
import tenacity

OTHER = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("opened", flush=True)
time.sleep(0.3)
"""


# --8<-- [start:wait]
class Database(dg.ConfigurableResource):
    path: str

    @tenacity.retry(
        retry=tenacity.retry_if_exception_message(match=".*Could not set lock"),
        wait=tenacity.wait_fixed(0.1),
        stop=tenacity.stop_after_delay(30),
        reraise=True,
    )
    def connect(self) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(self.path)


# --8<-- [end:wait]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/shop.duckdb"
        with Popen([sys.executable, "-c", OTHER, path], stdout=PIPE) as other:
            assert other.stdout
            other.stdout.readline()
            with Database(path=path).connect() as connection:
                print(connection.execute("select 7, 40").fetchall())
                # → [(7, 40)]

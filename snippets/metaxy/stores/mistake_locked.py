"""A DuckDB file that another process holds open."""

import contextlib
import subprocess
import sys
import tempfile

import duckdb
import metaxy as mx

DUCKDB = "metaxy.ext.duckdb.DuckDBMetadataStore"
dev = mx.StoreConfig(type=DUCKDB, config={"database": "shop.duckdb"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
HOLD = """
import duckdb
connection = duckdb.connect("shop.duckdb")
print("held", flush=True)
input()
"""


# --8<-- [start:run]
def other_process() -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        store = config.get_store("dev")
        with other_process() as other:
            assert other.stdout
            other.stdout.readline()
            try:
                with store.open("w"):
                    print("open")
            except duckdb.IOException as error:
                print(str(error).partition(" on file")[0])
                # → IO Error: Could not set lock
            other.communicate("now let go")
# --8<-- [end:run]

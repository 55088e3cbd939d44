"""Dagster's databases in tests are those that it makes by itself."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import dagster as dg

from tests._harness.run import dagster_speed as databases

MAKES_AN_INSTANCE = """
import sys
import dagster as dg
dg.DagsterInstance.local_temp(sys.argv[1]).dispose()
"""


def tables(home: Path) -> dict[str, set[tuple[str, ...]]]:
    """The tables and indexes of each database in a folder, and its version."""
    found = {}
    for file in home.rglob("*.db"):
        with sqlite3.connect(file) as connection:
            made = set(connection.execute("select * from sqlite_master"))
            # The place in the file may differ, the rest may not.
            found[file.name] = {(kind, *n, sql) for kind, *n, _, sql in made}
            version = connection.execute("select * from alembic_version")
            found[file.name] |= set(version)
        connection.close()
    return found


def test_every_database_has_the_tables_that_dagster_makes_by_itself(
    tmp_path: Path,
) -> None:
    own, first, second = (tmp_path / name for name in ["own", "1", "2"])
    for home in (own, first, second):
        home.mkdir()
    command = [sys.executable, "-c", MAKES_AN_INSTANCE, str(own)]
    subprocess.run(command, check=True)
    for home in (first, second):
        dg.DagsterInstance.local_temp(str(home)).dispose()
    assert databases._schemas
    made = tables(own)
    assert made.keys() == {"index.db", "runs.db", "schedules.db"}
    assert tables(first) == made
    assert tables(second) == made

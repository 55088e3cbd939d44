"""Makes Dagster's databases without waiting for what no test needs.

Dagster marks each new database, and it makes three for each run that a test
starts, with its newest migration. To find that one, Alembic runs all files of
migrations anew, some hundred. And SQLite waits after each statement until the
disk has what would survive a power cut. Together they were a third of the time
of all tests.
"""

import sqlite3

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event

_read = ScriptDirectory.from_config
_known: dict[tuple[str | None, str | None], ScriptDirectory] = {}


def speed_up_databases() -> None:
    """Read migrations once a process, and let SQLite leave writing for later.

    The second follows SQLAlchemy's documentation of its SQLite dialect.
    """
    ScriptDirectory.from_config = _read_once  # type: ignore[method-assign]
    if not event.contains(Engine, "connect", _do_not_wait):
        event.listen(Engine, "connect", _do_not_wait)


def _read_once(config: Config) -> ScriptDirectory:
    file = config.config_file_name
    place = file and str(file), config.get_main_option("script_location")
    if place not in _known:
        _known[place] = _read(config)
    return _known[place]


def _do_not_wait(connection: object, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")

"""Makes Dagster faster: it does not do again what is always the same.

Dagster makes two databases for each run that a test starts, or three on disk.
For each, SQLAlchemy writes the same tables in SQL anew, Alembic runs all files
of migrations, some hundred, to find the newest, and SQLite waits after each
statement until the disk has what would survive a power cut.
"""

import sqlite3
from functools import cache
from typing import Any

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, event

_SCHEMA = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"

_read_migrations = ScriptDirectory.from_config
_create_tables = MetaData.create_all
_migrations: dict[tuple[str | None, str | None], ScriptDirectory] = {}
_schemas: dict[MetaData, list[str]] = {}


def speed_up_databases() -> None:
    """Do once per process what is the same for each of Dagster's databases.

    Letting SQLite leave writing for later follows SQLAlchemy's documentation of
    its SQLite dialect.
    """
    ScriptDirectory.from_config = _read_once  # type: ignore[method-assign]
    MetaData.create_all = _create_alike  # type: ignore[assignment, method-assign]
    if not event.contains(Engine, "connect", _do_not_wait):
        event.listen(Engine, "connect", _do_not_wait)


def _read_once(config: Config) -> ScriptDirectory:
    file = config.config_file_name
    place = file and str(file), config.get_main_option("script_location")
    if place not in _migrations:
        _migrations[place] = _read_migrations(config)
    return _migrations[place]


def _create_alike(
    metadata: MetaData, bind: Engine | Connection, *args: Any, **options: Any
) -> None:
    """Give an empty database the tables that SQLite named for the last."""
    if isinstance(bind, Engine):
        with bind.begin() as connection:
            _create_alike(metadata, connection, *args, **options)
    elif args or options or not _is_empty(bind):
        _create_tables(metadata, bind, *args, **options)
    elif metadata in _schemas:
        for statement in _schemas[metadata]:
            bind.exec_driver_sql(statement)
    else:
        _create_tables(metadata, bind)
        _schemas[metadata] = [*bind.exec_driver_sql(_SCHEMA).scalars()]


def _is_empty(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return False
    return connection.exec_driver_sql(_SCHEMA).first() is None


def _do_not_wait(connection: object, _: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous = OFF")


@cache
def import_late_modules() -> None:
    """Let Dagster import what it imports in the first run."""
    # Some releases warn at import; as a plugin, this would be their end.
    import dagster as dg

    @dg.asset
    def orders() -> int:
        return 40

    dg.materialize([orders])

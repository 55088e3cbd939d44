"""Reads the migrations of Dagster's databases once a process.

Dagster marks each new database, and it makes three for each run that a test
starts, with its newest migration. To find that one, Alembic runs all files of
migrations anew, some hundred: a fifth of the time of all tests.
"""

from functools import cache

from alembic.config import Config
from alembic.script import ScriptDirectory

_read = ScriptDirectory.from_config


def keep_migrations() -> None:
    """Let Alembic keep what it has read of a folder of migrations."""

    @cache
    def read(file: str | None, folder: str) -> ScriptDirectory:
        config = Config(file)
        config.set_main_option("script_location", folder)
        return _read(config)

    def from_config(config: Config) -> ScriptDirectory:
        folder = config.get_main_option("script_location", "")
        return read(str(config.config_file_name), folder)

    ScriptDirectory.from_config = from_config  # type: ignore[method-assign]

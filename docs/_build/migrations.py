"""Reads the migrations of Dagster's databases once a process.

Dagster marks each new database, and it makes three for each run that a test
starts, with its newest migration. To find that one, Alembic runs all files of
migrations anew, some hundred: a fifth of the time of all tests.
"""

from alembic.config import Config
from alembic.script import ScriptDirectory

_read = ScriptDirectory.from_config
_known: dict[tuple[str | None, str | None], ScriptDirectory] = {}


def keep_migrations() -> None:
    """Let Alembic keep what it has read of a folder of migrations."""
    ScriptDirectory.from_config = _read_once  # type: ignore[method-assign]


def _read_once(config: Config) -> ScriptDirectory:
    file = config.config_file_name
    place = file and str(file), config.get_main_option("script_location")
    if place not in _known:
        _known[place] = _read(config)
    return _known[place]

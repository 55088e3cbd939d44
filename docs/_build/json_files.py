"""Keeps data in JSON files that people read and git compares."""

import json
from pathlib import Path
from typing import Any


def read(path: Path, fault: type[Exception]) -> Any:
    """Read a file, or nothing if there is none yet.

    Args:
        path: The file.
        fault: What to raise when it is not whole.
    """
    if not path.exists():
        return {}
    try:
        return json.loads(path.read_text())
    except json.JSONDecodeError as error:
        raise fault(
            f"{path}:{error.lineno}: {error.msg}; bring it back from git"
        ) from error


def write(data: object, path: Path) -> None:
    """Write a file, whole or not at all.

    Args:
        data: What goes into it.
        path: The file.
    """
    new = path.with_suffix(".new")
    text = json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False)
    new.write_text(f"{text}\n")
    new.replace(path)

"""Asks ruff about all Python files and adds what to do."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from docs._build.pages import Problem

_REMEDIES = {
    "ICN001": "write `import dagster as dg`",
    "ICN003": "write `import dagster as dg` and put `dg.` before the name",
    "unformatted": "run `uv run ruff format`",
}


def check_style(root: Path) -> list[Problem]:
    """Lint every Python file below a folder and check its format.

    Args:
        root: The folder that holds `pyproject.toml`.

    Returns:
        The faults, by file and line.
    """
    found = {
        *_ask_ruff(root, "check"),
        *_ask_ruff(root, "format", "--check"),
    }
    return sorted(found)


def _ask_ruff(root: Path, *arguments: str) -> Iterator[Problem]:
    said = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", *arguments),
            *("--no-cache", "--output-format=json", "."),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    for each in json.loads(said):
        remedy = _REMEDIES.get(each["code"])
        yield Problem(
            Path(each["filename"]).relative_to(root.resolve()).as_posix(),
            each["location"]["row"],
            f"{each['code']}: {each['message']}"
            + (f"; {remedy}" if remedy else ""),
        )

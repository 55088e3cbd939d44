"""Counts what has been proven, for the home page."""

import platform
import re
from importlib.metadata import version
from pathlib import Path

_TEST = re.compile(r"^def test_", re.MULTILINE)


def describe_proof(root: Path) -> str:
    """Say in one sentence what ran, on what, and what it proved.

    Args:
        root: The folder that holds `snippets/` and `tests/`.
    """
    programs = list((root / "snippets").rglob("*.py"))
    mistakes = [p for p in programs if p.name.startswith("mistake_")]
    claims = sum(
        len(_TEST.findall(path.read_text()))
        for path in (root / "tests").rglob("test_*.py")
        if "docs/" in path.read_text().partition("\n")[0]
    )
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"**{len(programs)} programs**, {len(mistakes)} of them mistakes, and "
        f"**{claims} claims** about them, proven on "
        f"**Dagster {version('dagster')}** with Python {python}."
    )

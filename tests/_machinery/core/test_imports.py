"""What a program imports is found wherever it stands."""

from docs._ext.core.imports import find_imports

PROGRAM = """import os, dagster.components
from pathlib import Path


def late() -> None:
    from .shop import orders
    from . import prices
"""


def test_each_import_has_its_line_and_a_relative_one_is_a_dot() -> None:
    found = [(1, "os"), (1, "dagster.components"), (2, "pathlib")]
    assert sorted(find_imports(PROGRAM)) == sorted([*found, (6, "."), (7, ".")])

"""Each program notices when Dagster changes what it uses.

`uv run pytest tests/nightly/test_api_changes.py -n auto`
"""

import re
from pathlib import Path

import pytest
from pytest_examples import EvalExample

from docs._build import json_files
from docs._build.api_changes import Change, find_changes, make
from docs._build.defaults import DATA, find_turned
from docs._build.mutants import passes_tests
from docs._build.runner import run_program
from tests.test_snippets import PROGRAMS, name, own_features, warm

__all__ = ["own_features", "warm"]

CASES = [(path, change) for path in PROGRAMS for change in find_changes(path)]


@pytest.mark.parametrize(
    ("path", "change"), CASES, ids=[f"{name(p)}: {c}" for p, c in CASES]
)
def test_somebody_notices(
    path: Path, change: Change, eval_example: EvalExample
) -> None:
    with make(change, path):
        noticed = (
            fails(path, eval_example)
            or (change.kind == "default turned" and is_turned(path))
            or not passes_tests(path)
        )
    assert noticed, "the program, its claims and the defaults say nothing"


def fails(path: Path, eval_example: EvalExample) -> bool:
    # The error of a mistake is `x.txt`, beside `x.py`.
    named = re.escape(f"{name(path.with_suffix(''))}.")
    try:
        run_program(path, eval_example)
    except pytest.fail.Exception as failure:
        return bool(re.search(named, str(failure)))
    return False


def is_turned(path: Path) -> bool:
    return bool(find_turned(path, json_files.read(DATA, ValueError)))

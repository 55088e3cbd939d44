"""Each program notices when Dagster changes what it uses.

`uv run pytest tests/nightly/test_api_changes.py -n auto`
"""

import re
from pathlib import Path

import pytest
from pytest_examples import EvalExample

from docs._build.api_changes import Change, find_changes, make
from docs._build.runner import run_program
from tests.test_snippets import PROGRAMS, name, own_features, warm

__all__ = ["own_features", "warm"]

CASES = [(path, change) for path in PROGRAMS for change in find_changes(path)]


@pytest.mark.parametrize(
    ("path", "change"), CASES, ids=[f"{name(p)}: {c}" for p, c in CASES]
)
def test_program_notices(
    path: Path, change: Change, eval_example: EvalExample
) -> None:
    with (
        make(change, path),
        pytest.raises(pytest.fail.Exception, match=re.escape(name(path))),
    ):
        run_program(path, eval_example)

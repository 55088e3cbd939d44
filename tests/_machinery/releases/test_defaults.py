"""A default of Dagster that turns is noticed, though every program runs on."""

import json

import pytest

from tests._harness.mutants.survivors import write
from tests._harness.releases.defaults import (
    DATA,
    Defaults,
    find_defaults,
    find_turned,
)
from tests.test_snippets import PROGRAMS


def test_each_default_is_as_the_programs_found_it(
    request: pytest.FixtureRequest,
) -> None:
    if request.config.getoption("update_examples"):
        write(find_defaults(PROGRAMS), DATA)
    written: Defaults = json.loads(DATA.read_text())
    turned = [line for path in PROGRAMS for line in find_turned(path, written)]
    assert not turned, "\n".join(turned)

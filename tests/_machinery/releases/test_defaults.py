"""A default of Dagster that turns is noticed, though every program runs on."""

import json

import pytest

from docs._ext.core.site import ROOT, Site
from tests._harness.releases.defaults import (
    DATA,
    Defaults,
    find_defaults,
    find_turned,
)


def test_each_default_is_as_the_programs_found_it(
    request: pytest.FixtureRequest,
) -> None:
    site = Site()
    if request.config.getoption("update_examples"):
        found = find_defaults(site.programs.values())
        text = json.dumps(found, indent=1, sort_keys=True)
        (ROOT / DATA).write_text(f"{text}\n")
    written: Defaults = json.loads((ROOT / DATA).read_text())
    assert find_turned(site, written) == []


def test_a_default_that_turned_is_named_with_the_program() -> None:
    site = Site()
    written: Defaults = json.loads((ROOT / DATA).read_text())
    written["materialize"]["raise_on_error"] = False
    (first, *_) = find_turned(site, written)
    path, _, fault = first.partition(":1: ")
    assert path in site.programs
    assert fault == (
        "materialize(raise_on_error) is True by default and was False; see "
        "that its page still holds, then write it down with `uv run pytest "
        "tests/_machinery/releases/test_defaults.py --update-examples`"
    )

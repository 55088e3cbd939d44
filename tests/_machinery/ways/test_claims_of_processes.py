"""What the pages say of resources and hooks, with a process per step."""

from pathlib import Path

import pytest

from tests._harness.ways.ways import (
    WEBSERVER,
    Order,
    Outcome,
    Ways,
)
from tests._machinery.ways.notes import read_notes

pytestmark = pytest.mark.timeout(300)
PROGRAM = Path(__file__).with_name("programs") / "processes.py"
# All ways but one have this executor; two runs would take too long.
ASKED = (WEBSERVER,)
each_way = pytest.mark.parametrize("way", ASKED)


@pytest.fixture(scope="module")
def outcomes(ways: Ways) -> dict[str, Outcome]:
    return ways.start(Order(PROGRAM, ASKED, in_process=False))


@pytest.fixture(scope="module")
def notes(home: Path, outcomes: dict[str, Outcome]) -> dict[str, list[str]]:
    return read_notes(home, outcomes)


@each_way
def test_a_policy_tries_again_to_open_a_resource(
    outcomes: dict[str, Outcome], notes: dict[str, list[str]], way: str
) -> None:
    assert notes[way].count("opened badly") == 2
    retried = {
        event.step_key
        for event in outcomes[way].events
        if event.event_type_value == "STEP_UP_FOR_RETRY"
    }
    assert retried == {"never_opened"}


@each_way
def test_no_hook_is_called_for_a_resource_or_a_process_that_was_killed(
    outcomes: dict[str, Outcome], notes: dict[str, list[str]], way: str
) -> None:
    failed = {
        event.step_key
        for event in outcomes[way].events
        if event.event_type_value == "STEP_FAILURE"
    }
    assert failed == {"never_opened", "killed"}
    assert not [note for note in notes[way] if note.startswith("hook")]


@each_way
def test_an_asset_is_made_although_its_resource_did_not_close(
    outcomes: dict[str, Outcome], notes: dict[str, list[str]], way: str
) -> None:
    made = [each.asset_key.path[-1] for each in outcomes[way].materialized]
    assert made == ["never_closed"]
    assert "closed badly" in notes[way]

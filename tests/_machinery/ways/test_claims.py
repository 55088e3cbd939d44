"""What the pages say of any run, in each way to start one."""

from pathlib import Path

import pytest

from tests._harness.ways.ways import (
    BACKFILL,
    CONDITION,
    LAUNCH,
    WAYS,
    Order,
    Outcome,
    Ways,
)
from tests._machinery.ways.notes import read_notes

pytestmark = pytest.mark.timeout(300)
PROGRAM = Path(__file__).with_name("programs") / "shop.py"
each_way = pytest.mark.parametrize("way", WAYS)
# These materialize assets, without the job that selects them.
WITHOUT_JOB = {CONDITION, BACKFILL}
CONFIG = {"ops": {"orders": {"config": {"region": "NORTH"}}}}
OPENED = ["login opened for ada", "database opened for ada"]
CLOSED = ["database of 3 closed", "login closed"]

Notes = dict[str, list[str]]
Outcomes = dict[str, Outcome]


@pytest.fixture(scope="module")
def outcomes(ways: Ways) -> Outcomes:
    return ways.start(Order(PROGRAM, WAYS, CONFIG, job="shop_job"))


@pytest.fixture(scope="module")
def notes(home: Path, outcomes: Outcomes) -> Notes:
    return read_notes(home, outcomes)


def find_steps(outcome: Outcome, kind: str) -> set[str | None]:
    """Find the steps that have an event of a kind."""
    return {
        event.step_key
        for event in outcome.events
        if event.event_type_value == kind
    }


def find_tries(notes: list[str], name: str) -> list[str]:
    """Find the numbers of the tries that an asset has noted."""
    start = f"{name}: "
    return [note.removeprefix(start) for note in notes if start in note]


@each_way
def test_one_run_makes_all_assets(outcomes: Outcomes, way: str) -> None:
    assert [run.status.value for run in outcomes[way].runs] == ["FAILURE"]
    made = {each.asset_key.path[-1] for each in outcomes[way].materialized}
    assert made == {
        *("orders", "customers", "revenue", "newsletter", "flaky"),
        *("asks_again", "invoices", "letters", "new"),
        *([] if way in WITHOUT_JOB else ["tried_by_the_job"]),
    }


# Resources


@each_way
def test_a_resource_opens_before_the_first_asset_and_closes_at_the_end(
    notes: Notes, way: str
) -> None:
    opens_again = [*OPENED, *CLOSED] if way == LAUNCH else []
    said = notes[way]
    assert said[:2] == OPENED
    assert said[-len(CLOSED + opens_again) :] == [*CLOSED, *opens_again]
    times = 2 if way == LAUNCH else 1
    assert [said.count(each) for each in OPENED + CLOSED] == [times] * 4


@each_way
def test_a_resource_that_no_asset_asks_for_is_not_opened(
    notes: Notes, way: str
) -> None:
    assert "unused opened" not in notes[way]


# Config, and what a job has


@each_way
def test_config_of_a_run_replaces_that_of_the_job_for_one_asset(
    notes: Notes, way: str
) -> None:
    assert "orders: NORTH 1" in notes[way]


@each_way
def test_config_of_a_job_is_for_runs_of_the_job_alone(
    notes: Notes, way: str
) -> None:
    said = "NORTH 1" if way in WITHOUT_JOB else "SOUTH 7"
    assert f"customers: {said}" in notes[way]


@each_way
def test_tags_of_a_job_are_for_runs_of_the_job_alone(
    notes: Notes, way: str
) -> None:
    said = "None" if way in WITHOUT_JOB else "sales"
    assert f"team: {said}" in notes[way]


@each_way
def test_a_hook_of_a_job_is_for_runs_of_the_job_alone(
    notes: Notes, way: str
) -> None:
    called = notes[way].count("hook of the job")
    assert called == (0 if way in WITHOUT_JOB else 1)


@each_way
def test_the_retries_of_a_job_are_for_runs_of_the_job_alone(
    outcomes: Outcomes, notes: Notes, way: str
) -> None:
    tries = find_tries(notes[way], "tried by the job")
    failed = find_steps(outcomes[way], "STEP_FAILURE")
    assert tries == (["0"] if way in WITHOUT_JOB else ["0", "1"])
    assert ("tried_by_the_job" in failed) == (way in WITHOUT_JOB)


# Retries and hooks


@each_way
@pytest.mark.parametrize("name", ["flaky", "asks again"])
def test_an_asset_is_tried_again(notes: Notes, way: str, name: str) -> None:
    assert find_tries(notes[way], name) == ["0", "1", "2"]


@each_way
def test_a_failure_that_allows_no_retries_ends_the_policy(
    notes: Notes, way: str
) -> None:
    assert find_tries(notes[way], "given up") == ["0"]


@each_way
def test_a_failure_hook_is_called_once_after_the_last_retry(
    notes: Notes, way: str
) -> None:
    said = [each for each in notes[way] if "never" in each]
    assert said == [
        *("never works: 0", "never works: 1", "hook: never_works failed")
    ]
    assert "hook: flaky failed" not in notes[way]


@each_way
def test_an_asset_that_was_not_tried_calls_no_hook(
    notes: Notes, way: str
) -> None:
    assert not [each for each in notes[way] if "after_a_failure" in each]


@each_way
def test_a_failed_check_calls_the_success_hook(notes: Notes, way: str) -> None:
    assert notes[way].count("hook: orders succeeded") == 1


@each_way
def test_a_hook_that_raises_fails_no_asset(
    outcomes: Outcomes, way: str
) -> None:
    assert find_steps(outcomes[way], "HOOK_ERRORED") == {"newsletter"}
    assert find_steps(outcomes[way], "STEP_FAILURE") - {"tried_by_the_job"} == {
        *("given_up", "never_works", "wrong_type", "orders_raised")
    }


# Order, values and what is recorded


@each_way
def test_an_argument_gets_the_value_and_deps_set_the_order(
    notes: Notes, way: str
) -> None:
    said = [each for each in notes[way] if each[:3] in ("ord", "rev", "new")]
    assert said == ["orders: NORTH 1", "revenue: 42", "newsletter"]


@each_way
def test_what_depends_on_a_failed_asset_does_not_run(
    notes: Notes, way: str
) -> None:
    assert "after a failure" not in notes[way]


@each_way
def test_a_skipped_asset_skips_what_depends_on_it(
    outcomes: Outcomes, notes: Notes, way: str
) -> None:
    assert "after_nothing_new" in find_steps(outcomes[way], "STEP_SKIPPED")
    assert "after nothing new" not in notes[way]


@each_way
def test_what_was_yielded_before_an_error_stays_and_is_reported_again(
    outcomes: Outcomes, way: str
) -> None:
    made = [each.asset_key.path[-1] for each in outcomes[way].materialized]
    assert (made.count("invoices"), made.count("letters")) == (2, 1)


@each_way
def test_metadata_of_a_result_is_recorded_and_none_is_not_stored(
    outcomes: Outcomes, way: str
) -> None:
    found = {
        each.asset_key.path[-1]: set(each.metadata)
        for each in outcomes[way].materialized
    }
    assert found["orders"] == {"rows", "path"}
    assert found["revenue"] == {"path"}
    assert found["newsletter"] == set()


@each_way
def test_each_materialization_has_its_versions(
    outcomes: Outcomes, way: str
) -> None:
    [orders] = [
        each
        for each in outcomes[way].materialized
        if each.asset_key.path == ["orders"]
    ]
    assert orders.tags
    assert orders.tags["dagster/code_version"] == "1"
    assert "dagster/data_version" in orders.tags


@each_way
def test_what_is_logged_is_kept_and_what_is_printed_is_not(
    outcomes: Outcomes, way: str
) -> None:
    ours = [each for each in outcomes[way].logged if "logged" in each]
    assert ours == ["logged", "logged by a helper"]
    assert "printed" in outcomes[way].printed


# Checks


@each_way
def test_a_check_that_fails_warns_or_raises_stops_nothing(
    outcomes: Outcomes, notes: Notes, way: str
) -> None:
    found = {
        check.check_name: (check.passed, check.severity.value)
        for check in outcomes[way].checks
    }
    assert found == {"enough": (False, "ERROR"), "warned": (False, "WARN")}
    assert "revenue: 42" in notes[way]

"""The release in which a program began or ceased to run is found."""

from collections import Counter

import pytest

from docs._ext.releases.data import (
    DataError,
    Environment,
    Measures,
    Row,
    Verdict,
    order,
)
from tests._harness.releases import turns
from tests._harness.releases.turns import bisect, find_turns

RELEASES = [f"1.{minor}.{patch}" for minor in (9, 10) for patch in range(20)]
ENDS = {"1.9": "1.9.19", "1.10": "1.10.19"}


def measures_of(**ran: list[bool]) -> Measures:
    rows = {
        name: Row("x", {s: judge(r) for s, r in zip(ENDS, each, strict=True)})
        for name, each in ran.items()
    }
    where = {s: Environment(r, "3.11", {}) for s, r in ENDS.items()}
    return Measures(where, rows)


def judge(ran: bool) -> Verdict:
    return Verdict("runs" if ran else "fails")


class Machine:
    """Runs programs that begin or cease to run in known releases."""

    def __init__(self, **turns: tuple[str, bool]) -> None:
        self.turns = turns
        self.asked: Counter[str] = Counter()

    def measure(self, release: str, paths: list[str]) -> Measures:
        if release == "1.10.9":
            raise DataError("Dagster 1.10.9 does not fit")
        self.asked.update(paths)
        run = Measures({release: Environment(release, "3.11", {})})
        for path in paths:
            turn, then = self.turns[path]
            after = order(release) >= order(turn)
            verdict = judge(then if after else not then)
            run.rows[path] = Row("x", {release: verdict})
        return run


def test_the_release_in_which_a_program_began_to_run_is_found() -> None:
    measures = measures_of(new=[False, True], old=[True, False])
    machine = Machine(new=("1.10.3", True), old=("1.10.17", False))
    problems = bisect(measures, ["new", "old"], RELEASES, machine.measure)
    assert measures.rows["new"].turns == {"1.10.3": "runs"}
    assert measures.rows["old"].turns == {"1.10.17": "fails"}
    assert all(count <= 7 for count in machine.asked.values())
    assert problems in ([], ["Dagster 1.10.9 does not fit"])


def test_a_program_that_began_within_the_first_series_is_found() -> None:
    measures = measures_of(new=[True, True])
    bisect(measures, ["new"], RELEASES, Machine(new=("1.9.6", True)).measure)
    assert measures.rows["new"].turns == {"1.9.6": "runs"}


def test_a_program_that_always_ran_has_no_turn() -> None:
    measures = measures_of(new=[True, True])
    machine = Machine(new=("1.9.0", True))
    bisect(measures, ["new"], RELEASES, machine.measure)
    assert measures.rows["new"].turns == {}
    assert machine.asked["new"] == 1


def test_a_release_that_does_not_install_is_named_and_left_out() -> None:
    measures = measures_of(new=[False, True])
    machine = Machine(new=("1.10.9", True))
    problems = bisect(measures, ["new"], RELEASES, machine.measure)
    assert problems == ["Dagster 1.10.9 does not fit"]
    assert measures.rows["new"].turns == {"1.10.10": "runs"}


def test_without_a_name_only_what_is_not_known_is_looked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(turns, "published", lambda: RELEASES)
    monkeypatch.setattr(turns, "list_unknown_turns", lambda _: [])
    monkeypatch.setattr(turns, "measure", lambda *it: asked.append(it))
    monkeypatch.setattr(turns, "save", lambda *_: None)
    assert turns.main([]) == 0
    assert asked == []
    assert capsys.readouterr().out == "0 programs, each on about 7 releases\n"


def test_turns_are_where_neighbours_differ() -> None:
    ran = {"1.9.0": False, "1.10.0": True, "1.9.5": False, "1.11.0": False}
    assert find_turns(ran) == {"1.10.0": "runs", "1.11.0": "fails"}

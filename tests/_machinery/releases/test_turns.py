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
from tests._harness.releases import environment as environments
from tests._harness.releases.environment import prepare, published
from tests._harness.releases.merge import Run
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

    def measure(self, release: str, names: list[str]) -> Run:
        if release == "1.10.9":
            raise DataError("Dagster 1.10.9 cannot be installed: no way")
        self.asked.update(names)
        verdicts = {}
        for name in names:
            turn, then = self.turns[name]
            after = order(release) >= order(turn)
            verdicts[name] = ("x", judge(then if after else not then))
        return Run(release, Environment(release, "3.11", {}), verdicts)


def test_the_release_in_which_a_program_began_to_run_is_found() -> None:
    measures = measures_of(new=[False, True], old=[True, False])
    machine = Machine(new=("1.10.3", True), old=("1.10.17", False))
    problems = bisect(measures, ["new", "old"], RELEASES, machine.measure)
    assert measures.snippets["new"].turns == {"1.10.3": "runs"}
    assert measures.snippets["old"].turns == {"1.10.17": "fails"}
    assert all(count <= 7 for count in machine.asked.values())
    assert problems in ([], ["Dagster 1.10.9 cannot be installed: no way"])


def test_a_program_that_began_within_the_first_series_is_found() -> None:
    measures = measures_of(new=[True, True])
    bisect(measures, ["new"], RELEASES, Machine(new=("1.9.6", True)).measure)
    assert measures.snippets["new"].turns == {"1.9.6": "runs"}


def test_a_program_that_always_ran_has_no_turn() -> None:
    measures = measures_of(new=[True, True])
    machine = Machine(new=("1.9.0", True))
    bisect(measures, ["new"], RELEASES, machine.measure)
    assert measures.snippets["new"].turns == {}
    assert machine.asked["new"] == 1


def test_a_release_that_does_not_install_is_told_and_left_out() -> None:
    measures = measures_of(new=[False, True])
    machine = Machine(new=("1.10.9", True))
    problems = bisect(measures, ["new"], RELEASES, machine.measure)
    assert problems == ["Dagster 1.10.9 cannot be installed: no way"]
    assert measures.snippets["new"].turns == {"1.10.10": "runs"}


def test_turns_are_where_neighbours_differ() -> None:
    ran = {"1.9.0": False, "1.10.0": True, "1.9.5": False, "1.11.0": False}
    assert find_turns(ran) == {"1.10.0": "runs", "1.11.0": "fails"}


class Said:
    def __init__(self, code: int, out: str, error: str) -> None:
        self.returncode, self.stdout, self.stderr = code, out, error


def test_an_environment_that_cannot_be_resolved(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("exact")
    reason = "  Because dagster==1.9.0 needs pydantic<2, no way.\n"
    monkeypatch.setattr(environments, "FOLDER", folder)
    monkeypatch.setattr(
        "tests._harness.releases.environment.subprocess.run",
        lambda *_, **__: Said(1, "", f"error: no solution\n{reason}"),
    )
    with pytest.raises(DataError) as error:
        prepare("1.9.0")
    assert str(error.value) == (
        "Dagster 1.9.0 cannot be installed: "
        "Because dagster==1.9.0 needs pydantic<2, no way."
    )
    assert not (folder / "1.9.0/done").exists()


def test_published_releases_are_sorted_and_final(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = '{"versions": ["1.10.0", "1.10.0rc1", "1.9.3", "1.8.13"]}'
    monkeypatch.setattr(
        "tests._harness.releases.environment.subprocess.run",
        lambda *_, **__: Said(0, out, ""),
    )
    assert published() == ["1.9.3", "1.10.0"]


def test_an_index_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tests._harness.releases.environment.subprocess.run",
        lambda *_, **__: Said(1, "", "no route"),
    )
    with pytest.raises(DataError, match=r"index does not answer: no route"):
        published()

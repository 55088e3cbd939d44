"""Finds the exact release in which each program began or ceased to run.

With words on the command line it looks at the programs whose path contains
one of them, or at all. Where two neighbours of the matrix differ,
it measures the release in the middle, until two published neighbours differ.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from docs._ext.core.site import ROOT
from docs._ext.releases.data import (
    FAILS,
    RUNS,
    DataError,
    Measures,
    hash_program,
    load,
    order,
    save,
)
from tests._harness.releases.environment import FIRST, measure, published
from tests._harness.releases.merge import Run

Known = dict[str, dict[str, bool]]
Measure = Callable[[str, list[str]], Run]


def next_questions(
    known: Known, releases: list[str]
) -> Mapping[str, list[str]]:
    """Say which programs to run next, and on which release.

    Args:
        known: For each program, whether it ran, by exact release.
        releases: All published ones, oldest first.

    Returns:
        The programs by release; nothing once all is known.
    """
    questions: defaultdict[str, list[str]] = defaultdict(list)
    for name, ran in known.items():
        points = sorted(ran, key=order)
        if points and ran[points[0]] and points[0] != releases[0]:
            questions[releases[0]].append(name)
        for left, right in pairwise(points):
            between = [
                r for r in releases if order(left) < order(r) < order(right)
            ]
            if ran[left] != ran[right] and between:
                questions[between[len(between) // 2]].append(name)
    return questions


def find_turns(ran: dict[str, bool]) -> dict[str, str]:
    """Give the releases in which a program began or ceased to run.

    Args:
        ran: Whether it ran, by exact release.
    """
    points = sorted(ran, key=order)
    return {
        right: RUNS if ran[right] else FAILS
        for left, right in pairwise(points)
        if ran[left] != ran[right]
    }


def bisect(
    measures: Measures,
    names: list[str],
    releases: list[str],
    measure: Measure,
    jobs: int = 2,
) -> list[str]:
    """Find the turns of programs and write them into the data.

    Args:
        measures: The data; its rows are changed.
        names: The programs.
        releases: All published ones, oldest first.
        measure: Runs programs on a release.
        jobs: How many releases to measure at once.

    Returns:
        What went wrong on the way, such as a release that does not install.
    """
    exact = {s: measures.environments[s].dagster for s in measures.series}
    known: Known = {}
    for name in names:
        on = measures.snippets[name].on
        known[name] = {exact[s]: on[s].ran for s in exact if s in on}
    usable, problems = list(releases), []
    while questions := next_questions(known, usable):
        with ThreadPoolExecutor(jobs) as pool:
            asked = {
                release: pool.submit(measure, release, programs)
                for release, programs in questions.items()
            }
        for release, answer in asked.items():
            try:
                run = answer.result()
            except DataError as error:
                problems.append(str(error))
                usable.remove(release)
                continue
            for name in questions[release]:
                _, verdict = run.snippets[name]
                known[name][release] = verdict.ran
            print(f"{release}: {len(questions[release])} programs", flush=True)
    for name in names:
        measures.snippets[name].turns = find_turns(known[name])
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Bisect programs of the site.

    Args:
        arguments: Of the command line.
    """
    parser = argparse.ArgumentParser(prog="tests._harness.releases.turns")
    parser.add_argument("texts", nargs="*", metavar="TEXT")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args(arguments)
    try:
        measures = load()
        last = max(
            (e.dagster for e in measures.environments.values()), key=order
        )
        releases = [r for r in published() if order(r) <= order(last)]
    except (DataError, ValueError) as error:
        print(f"nothing to bisect: {error}", file=sys.stderr)
        return 1
    names = [
        name
        for name, row in measures.snippets.items()
        if name.endswith(".py")
        and any(text in name for text in chosen.texts or [""])
        and _is_current(name, row.text)
    ]
    problems = bisect(measures, names, releases, measure, chosen.jobs)
    save(measures)
    for name in names if chosen.texts else []:
        turns = measures.snippets[name].turns or {FIRST: "as ever since"}
        print(name, *(f"{kind} {release}" for release, kind in turns.items()))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0


def _is_current(name: str, text: str) -> bool:
    path = ROOT / "snippets" / name
    return path.exists() and hash_program(path) == text


if __name__ == "__main__":
    sys.exit(main())

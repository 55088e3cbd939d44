"""Finds the exact release in which each program began or ceased to run."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import pairwise

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DATA,
    FAILS,
    RUNS,
    DataError,
    Measures,
    current,
    load,
    order,
    save,
)
from tests._harness.releases.environment import FIRST, published
from tests._harness.releases.measure import measure
from tests._harness.releases.merge import RUNS_FOLDER, list_unknown_turns

Known = dict[str, dict[str, bool]]
"""For each program, whether it ran, by exact release."""
Measure = Callable[[str, list[str]], Measures]
"""Runs programs on a release."""


def next_questions(
    known: Known, releases: list[str]
) -> Mapping[str, list[str]]:
    """Say which programs to run next, by release; none once all is known.

    Where two neighbors differ, it is the release in the middle.
    """
    questions: defaultdict[str, list[str]] = defaultdict(list)
    for path, ran in known.items():
        points = sorted(ran, key=order)
        if points and ran[points[0]] and points[0] != releases[0]:
            questions[releases[0]].append(path)
        for left, right in pairwise(points):
            between = [
                r for r in releases if order(left) < order(r) < order(right)
            ]
            if ran[left] != ran[right] and between:
                questions[between[len(between) // 2]].append(path)
    return questions


def find_turns(ran: dict[str, bool]) -> dict[str, str]:
    """Give the releases in which a program began or ceased to run."""
    return {
        right: RUNS if ran[right] else FAILS
        for left, right in pairwise(sorted(ran, key=order))
        if ran[left] != ran[right]
    }


def bisect(
    measures: Measures, paths: list[str], releases: list[str], measure: Measure
) -> list[str]:
    """Write the turns of programs into the rows of the data.

    Gives what went wrong, such as a release that does not install.
    """
    exact = {s: measures.environments[s].dagster for s in measures.series}
    known: Known = {}
    for path in paths:
        on = measures.rows[path].on
        known[path] = {exact[s]: on[s].ran for s in exact if s in on}
    usable, problems = list(releases), []
    while questions := next_questions(known, usable):
        for release, asked in questions.items():
            try:
                run = measure(release, asked)
            except DataError as error:
                problems.append(str(error))
                usable.remove(release)
                continue
            for path in asked:
                known[path][release] = run.rows[path].on[release].ran
    for path in paths:
        measures.rows[path].turns = find_turns(known[path])
    return problems


def main(args: list[str]) -> int:
    """Bisect programs of the site."""
    parser = argparse.ArgumentParser(
        prog="bisect",
        description="Finds the exact release in which programs began or ceased "
        "to run, where two neighbors among the measured series differ. By "
        "default, only what is not known yet.",
    )
    parser.add_argument(
        "texts",
        nargs="*",
        metavar="TEXT",
        help="only programs with one of these in their path",
    )
    chosen = parser.parse_args(args)
    site = Site()

    def measure_exactly(release: str, paths: list[str]) -> Measures:
        file = site.root / RUNS_FOLDER / f"exact/{release}.json"
        return measure(site, release, paths, file)

    try:
        measures = load(site.root / DATA)
        last = max(
            (e.dagster for e in measures.environments.values()), key=order
        )
        releases = [r for r in published() if order(r) <= order(last)]
    except (DataError, ValueError) as error:
        print(f"nothing to bisect: {error}", file=sys.stderr)
        return 1
    paths = list_unknown_turns(current(site))
    if chosen.texts:
        paths = [
            path
            for path in current(site).programs
            if path.endswith(".py")
            and any(text in path for text in chosen.texts)
        ]
    most = 1 + len(releases).bit_length()
    print(f"{len(paths)} programs, each on about {most} releases", flush=True)
    problems = bisect(measures, paths, releases, measure_exactly)
    save(measures, site.root / DATA)
    for path in paths:
        turns = measures.rows[path].turns or {FIRST: "the same since"}
        print(path, *(f"{kind} {release}" for release, kind in turns.items()))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 0

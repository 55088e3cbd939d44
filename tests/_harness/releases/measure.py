"""Measures the programs and the proofs of the pages on releases of Dagster."""

import argparse
import sys
from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.releases.data import (
    DataError,
    Measures,
    hash_files,
    is_proof,
    load,
)
from tests._harness.releases.environment import ENVIRONMENTS, run_beside
from tests._harness.releases.merge import RUNS_FOLDER, add_options, merge_files


def measure(
    site: Site, name: str, paths: list[str], file: Path, *, again: bool = False
) -> Measures:
    """Measure files beside a release; what the file holds is known.

    With `again`, also what is known, with the packages of the date of the site.
    What cannot be made, or does not end, raises DataError.
    """
    command = ["-m", "tests._harness.releases.record"]
    command += ["--again"] if again else []
    run_beside(site, name, *command, name, str(file), *paths, fresh=again)
    return load(file)


def main(args: list[str]) -> int:
    """Measure on releases, and merge what was measured."""
    parser = argparse.ArgumentParser(
        prog="measure",
        description="Runs programs and proofs on Dagster's releases, and "
        "writes what they did into the data. What is known is not run again; "
        "an interrupted run goes on where it stopped.",
    )
    parser.add_argument(
        "environments",
        nargs="*",
        metavar="ENVIRONMENT",
        help=f"of {', '.join(ENVIRONMENTS)}; all by default",
    )
    parser.add_argument(
        "--only",
        default="",
        metavar="TEXT",
        help="only files with this in their path, such as assets/config",
    )
    parser.add_argument(
        "--programs", action="store_true", help="no proofs of pages"
    )
    parser.add_argument(
        "--again",
        action="store_true",
        help="also what is known, on an older series with newer packages",
    )
    add_options(parser)
    chosen = parser.parse_args(args)
    unknown = set(chosen.environments) - set(ENVIRONMENTS)
    if unknown:
        parser.error(f"not an environment: {', '.join(sorted(unknown))}")
    site = Site()
    paths = [
        path
        for path in hash_files(site)
        if chosen.only in path and not (chosen.programs and is_proof(path))
    ]
    files, problems = [], []
    for name in chosen.environments or ENVIRONMENTS:
        file = site.root / RUNS_FOLDER / f"{name}.json"
        try:
            measure(site, name, paths, file, again=chosen.again)
            files.append(file)
        except DataError as error:
            problems.append(
                f"{error}; {name} was not measured; to leave it out, name the "
                "environments to measure"
            )
    code = merge_files(files, accept=chosen.accept, check=chosen.check)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else code

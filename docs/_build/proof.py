"""Keeps the figures of *How this is proven*, and shows them there.

The data is one JSON file with a part for each measurement, each written by the
command that makes it.
"""

import math
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from docs._build import json_files

ROOT = Path(__file__).parents[2]
DATA = ROOT / "docs/proof.json"


class ProofError(Exception):
    """The data cannot be used; says what to do."""


class Measurement(NamedTuple):
    """One measurement that the site's promise rests on.

    Args:
        name: Its name in the data and on the command line.
        question: What it answers.
        module: What makes it, with its arguments.
    """

    name: str
    question: str
    module: str

    @property
    def command(self) -> str:
        """The command that makes it."""
        return f"uv run python -m docs._build.{self.module}"


MEASUREMENTS = (
    Measurement("coverage", "Is each line and branch run?", "measure coverage"),
    Measurement("mutants", "Is a change of a program noticed?", "survivors"),
    Measurement("api", "Is a change of Dagster noticed?", "measure api"),
    Measurement(
        "conditions",
        "Is it the same on any day, in any place?",
        "measure conditions",
    ),
    Measurement("faults", "Is an author's mistake caught?", "measure faults"),
)


def read_data(path: Path = DATA) -> dict[str, dict[str, Any]]:
    """Read what was measured so far.

    Args:
        path: The data file.

    Raises:
        ProofError: The file cannot be read.
    """
    data: dict[str, dict[str, Any]] = json_files.read(path, ProofError)
    return data


def write_measurement(
    name: str, figures: dict[str, Any], path: Path = DATA
) -> None:
    """Write one measurement into the data, and leave the others as they are.

    Args:
        name: The measurement.
        figures: What it gave: `of` things tried, `held` of them as they
            should, `counted` in these words, `exceptions`, a list of those that
            did not hold, and perhaps `parts`, with what held of how many. The
            release of Dagster is added, and the day if none is given.
        path: The data file.
    """
    measured = {"day": today()} | figures | {"dagster": version("dagster")}
    json_files.write(read_data(path) | {name: measured}, path)


def today() -> str:
    """The date, in UTC."""
    return datetime.now(UTC).date().isoformat()


def tabulate_proof(proof: dict[str, dict[str, Any]]) -> str:
    """Write the figures as a Markdown table, a row for each measurement.

    Args:
        proof: The data.
    """
    rows = [
        "| question | held | of | measured |",
        "| --- | ---: | ---: | --- |",
    ]
    for measurement in MEASUREMENTS:
        if measurement.name not in proof:
            rows.append(
                f"| {measurement.question} | not measured yet | "
                f"| `{measurement.command}` |"
            )
            continue
        figures = proof[measurement.name]
        # Rounded down: 100 % is all.
        share = math.floor(1000 * figures["held"] / figures["of"]) / 10
        rows.append(
            f"| {measurement.question} "
            f"| {figures['held']:,} ({share:.1f} %) "
            f"| {figures['of']:,} {figures['counted']} "
            f"| {figures['day']}, Dagster {figures['dagster']}<br>"
            f"`{measurement.command}` |"
        )
    return "\n".join(rows)


def tabulate_parts(figures: dict[str, Any]) -> str:
    """Write what a measurement is made of as a Markdown table.

    Args:
        figures: The measurement.
    """
    rows = ["| what | held | of |", "| --- | ---: | ---: |"]
    rows += [
        f"| {part} | {held:,} | {of:,} |"
        for part, (held, of) in figures["parts"].items()
    ]
    return "\n".join(rows)


def show_proof(name: str | None) -> str:
    """Write what a mark on the page asks for.

    Args:
        name: The measurement whose parts to show, or nothing for all figures.

    Raises:
        ProofError: The data cannot be used.
    """
    proof = read_data()
    if name is None:
        return tabulate_proof(proof)
    return tabulate_parts(proof[name]) if name in proof else ""

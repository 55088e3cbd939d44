"""What the programs of the ways write down, and what is read of it."""

import os
from collections.abc import Mapping
from pathlib import Path

from tests._harness.ways.ways import Outcome

FILE = "notes.txt"


def note(run_id: str | None, text: str) -> None:
    """Write down what happens in a run, whichever process it is in."""
    with Path(os.environ["DAGSTER_HOME"], FILE).open("a") as notes:
        notes.write(f"{run_id} {text}\n")


def read_notes(
    home: Path, outcomes: Mapping[str, Outcome]
) -> dict[str, list[str]]:
    """Read what the runs of each way have written down, in order."""
    lines = Path(home, FILE).read_text().splitlines()
    ways = {run.run_id: way for way in outcomes for run in outcomes[way].runs}
    notes: dict[str, list[str]] = {way: [] for way in outcomes}
    for line in lines:
        run_id, text = line.split(" ", 1)
        if run_id in ways:
            notes[ways[run_id]].append(text)
    return notes

"""Runs what is to be seen in Dagster's UI, on the instance that it shows.

It runs in a process of its own, by the clock that the webserver has too:
`python -m tests._harness.ui.seeding snippets/start/first_asset/shop.py`.
"""

import contextlib
import os
import random
import runpy
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import dagster as dg

from tests._harness.draw.events import after_each_event
from tests._harness.ui.shots import ENDING, EarlierRun, Stage, read_stage


def write_clock(file: Path, at: datetime) -> None:
    """Set the clock that libfaketime reads to a time in UTC."""
    new = file.with_suffix(".new")
    new.write_text(f"{at}\n")
    new.replace(file)  # In one step, so that nobody reads an empty file.


def seed(program: Path, stage: Stage) -> None:
    """Run a program, or its assets, on the instance of `DAGSTER_HOME`."""
    clock = Path(os.environ["FAKETIME_TIMESTAMP_FILE"])
    chance = random.Random(7)  # so that runs have the same ids each time

    def draw() -> uuid.UUID:
        return uuid.UUID(int=chance.getrandbits(128), version=4)

    with (
        dg.DagsterInstance.get() as instance,
        mock.patch("uuid.uuid4", draw),
        _a_second_an_event(clock),
    ):
        for run in stage.runs:
            write_clock(clock, run.at)
            if run.program:
                _run_program(program, instance)
            else:
                _run_assets(program, run, instance)


@contextlib.contextmanager
def _a_second_an_event(clock: Path) -> Iterator[None]:
    """Let time pass while a run runs or waits, and the same each time."""
    sleep = time.sleep
    is_retry_due = False

    def pass_a_second() -> None:
        now = datetime.fromisoformat(clock.read_text().strip())
        write_clock(clock, now + timedelta(seconds=1))

    def listen(_: dg.DagsterInstance, entry: dg.EventLogEntry) -> None:
        nonlocal is_retry_due
        event = entry.dagster_event
        is_retry_due = event is not None and event.is_step_up_for_retry
        pass_a_second()

    def wait(seconds: float) -> None:
        # Until it is time to retry, which no event would bring nearer.
        if is_retry_due:
            pass_a_second()
        else:
            sleep(seconds)

    with after_each_event(listen), mock.patch("time.sleep", wait):
        yield


def _run_program(program: Path, instance: dg.DagsterInstance) -> None:
    """Run a program on an instance instead of one that is forgotten."""
    # `dg.materialize` makes one inside the program, out of reach.
    with mock.patch.object(
        dg.DagsterInstance, "ephemeral", return_value=instance
    ):
        runpy.run_path(str(program), run_name="__main__")


def _run_assets(
    program: Path, run: EarlierRun, instance: dg.DagsterInstance
) -> None:
    names = runpy.run_path(str(program), run_name=program.stem)
    defs = names.get("defs") or dg.Definitions(
        assets=[a for a in names.values() if isinstance(a, dg.AssetsDefinition)]
    )
    job = defs.resolve_implicit_global_asset_job_def()
    job.execute_in_process(
        instance=instance, partition_key=run.partition, raise_on_error=False
    )


if __name__ == "__main__":
    path = Path(sys.argv[1])
    seed(path, read_stage(path.with_suffix(ENDING).read_text()))

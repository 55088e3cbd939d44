"""Runs a program, or its assets, on the instance that Dagster's UI shows.

It runs in a process of its own, by the clock that the webserver has too.
"""

import contextlib
import json
import os
import random
import runpy
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import dagster as dg

from tests._harness.ui.shots import Program, Run


def write_steps(steps: list[Run | Program], file: Path) -> None:
    """Write what is to run, for the process that runs it.

    Args:
        steps: What is to run.
        file: Where to write it.
    """
    file.write_text(json.dumps([asdict(step) for step in steps]))


def read_steps(file: Path) -> list[Run | Program]:
    """Read what is to run.

    Args:
        file: Where it is written.
    """
    return [
        Run(**step) if "partition" in step else Program(**step)
        for step in json.loads(file.read_text())
    ]


def write_clock(file: Path, at: str) -> None:
    """Set the clock that libfaketime reads.

    Args:
        file: Where it reads.
        at: The time, in UTC.
    """
    new = file.with_suffix(".new")
    new.write_text(f"{at}\n")
    new.replace(file)  # In one step, so that nobody reads an empty file.


def seed(program: Path, steps: list[Run | Program]) -> None:
    """Run a program, or its assets, on the instance of `DAGSTER_HOME`.

    Args:
        program: The program.
        steps: What to run, in order.
    """
    clock = Path(os.environ["FAKETIME_TIMESTAMP_FILE"])
    with (
        dg.DagsterInstance.get() as instance,
        _same_names(),
        _a_second_an_event(clock),
    ):
        for step in steps:
            write_clock(clock, step.at)
            if isinstance(step, Program):
                _run_program(program, instance)
            else:
                _run_assets(program, step, instance)


@contextlib.contextmanager
def _same_names() -> Iterator[None]:
    """Give runs the same ids each time."""
    chance = random.Random(7)

    def draw() -> uuid.UUID:
        return uuid.UUID(int=chance.getrandbits(128), version=4)

    with mock.patch("uuid.uuid4", draw):
        yield


@contextlib.contextmanager
def _a_second_an_event(clock: Path) -> Iterator[None]:
    """Let time pass while a run runs or waits, and the same each time."""
    handle = dg.DagsterInstance.handle_new_event

    def pass_a_second(_: object = None) -> None:
        now = datetime.fromisoformat(clock.read_text().strip())
        write_clock(clock, str(now + timedelta(seconds=1)))

    def handle_and_wait(*args: Any, **options: Any) -> None:
        handle(*args, **options)
        pass_a_second()

    # Where Dagster waits until a step may be tried again.
    waiting = SimpleNamespace(time=time.time, sleep=pass_a_second)
    with (
        mock.patch.object(
            dg.DagsterInstance, "handle_new_event", handle_and_wait
        ),
        mock.patch("dagster._core.execution.plan.active.time", waiting),
    ):
        yield


def _run_program(program: Path, instance: dg.DagsterInstance) -> None:
    """Run a program whose runs are kept, in place of forgotten at its end."""
    kept = contextlib.nullcontext(instance)
    with (
        mock.patch.object(
            dg.DagsterInstance, "ephemeral", return_value=instance
        ),
        mock.patch.object(dg, "instance_for_test", return_value=kept),
    ):
        runpy.run_path(str(program), run_name="__main__")


def _run_assets(program: Path, run: Run, instance: dg.DagsterInstance) -> None:
    names = runpy.run_path(str(program), run_name=program.stem)
    defs = names.get("defs") or dg.Definitions(
        assets=[a for a in names.values() if isinstance(a, dg.AssetsDefinition)]
    )
    job = defs.resolve_implicit_global_asset_job_def()
    keys = [dg.AssetKey.from_user_string(key) for key in run.assets]
    job.execute_in_process(
        instance=instance,
        partition_key=run.partition,
        run_config=run.config,
        asset_selection=keys or None,
        raise_on_error=False,
    )


if __name__ == "__main__":
    seed(Path(sys.argv[1]), read_steps(Path(sys.argv[2])))

"""Draws what runs did, in the order of their events, as SVG."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from typing import Any
from unittest import mock

import dagster as dg

from tests._harness.draw.svg import frame, measure, write

_STARTS = ["STEP_START", "STEP_RESTARTED"]
_ENDS = {
    "STEP_SUCCESS": "succeeded",
    "STEP_FAILURE": "failed",
    "STEP_UP_FOR_RETRY": "to be tried again",
    "STEP_SKIPPED": "skipped",
}
_RUN_ENDS = {"PIPELINE_SUCCESS": "succeeded", "PIPELINE_FAILURE": "failed"}
_STORED = "materialized"
_NOT_RUN = "not run"
_SIGNS = {
    _STORED: "●",
    "check passed": "✓",
    "check failed": "✗",
    "failed": "✗",
    "to be tried again": "↻",
    "skipped": "–",
}
_BY = "In the order of the events; lengths are not to scale."

_COLUMN = 18
_LEAST = 12  # wide enough for a sign
_PHONE = 350
_ROW = 26
_BAR = 18
_HEAD = 24
_MARGIN = 2


@dataclass
class Event:
    """What a run reports that the picture shows.

    Args:
        run: The id of the run.
        kind: The type of the event.
        step: The step; None for the run itself.
        says: The keys of a run, or how a check ended.
    """

    run: str
    kind: str
    step: str | None
    says: str = ""


@dataclass
class Bar:
    """A step from one event to another.

    Args:
        start: The number of its first event.
        end: That of its last.
        came_to: How it ended.
        marks: What happened in between, by the number of the event.
    """

    start: int
    end: int
    came_to: str = ""
    marks: dict[int, str] = field(default_factory=dict)


@dataclass
class Run:
    """A run with its steps.

    Args:
        keys: The partitions that it is for.
        came_to: How it ended.
        steps: The bars of each step: one for each time that it was tried.
    """

    keys: str = ""
    came_to: str = ""
    steps: dict[str, list[Bar]] = field(default_factory=dict)


@contextmanager
def record_events() -> Iterator[list[Event]]:
    """Record the events of the runs in this process, on any instance.

    Yields:
        The events, filled while the runs go on.
    """
    events: list[Event] = []
    handle = dg.DagsterInstance.handle_new_event

    def record(
        instance: dg.DagsterInstance, entry: dg.EventLogEntry, **more: Any
    ) -> None:
        handle(instance, entry, **more)
        if event := entry.dagster_event:
            kind = event.event_type_value
            says = ""
            if kind == "PIPELINE_START":
                run = instance.get_run_by_id(entry.run_id)
                says = _name_keys(run.tags) if run else ""
            elif kind == "ASSET_CHECK_EVALUATION":
                passed = event.asset_check_evaluation_data.passed
                says = "check passed" if passed else "check failed"
            events.append(Event(entry.run_id, kind, entry.step_key, says))

    with mock.patch.object(dg.DagsterInstance, "handle_new_event", record):
        yield events


def _name_keys(tags: Mapping[str, str]) -> str:
    if key := tags.get("dagster/partition"):
        return key
    ends = [
        tags.get(f"dagster/asset_partition_range_{end}")
        for end in ("start", "end")
    ]
    return " to ".join(end for end in ends if end)


def read_runs(events: list[Event]) -> list[Run]:
    """Put the events of runs into order.

    Args:
        events: The events of all runs, as they happened.

    """
    runs: dict[str, Run] = {}
    number = 0
    for event in events:
        run = runs.setdefault(event.run, Run())
        if event.kind == "PIPELINE_START":
            run.keys = event.says
        elif event.kind in _RUN_ENDS:
            run.came_to = _RUN_ENDS[event.kind]
        if event.step is None:
            continue
        bars = run.steps.setdefault(event.step, [])
        if event.kind in _STARTS or event.kind == "STEP_SKIPPED":
            number += 1
            bars.append(Bar(number, number))
        if event.kind in _ENDS:
            number += event.kind != "STEP_SKIPPED"
            bars[-1].end, bars[-1].came_to = number, _ENDS[event.kind]
        elif event.kind == "ASSET_MATERIALIZATION":
            number += 1
            bars[-1].marks[number] = _STORED
        elif event.kind == "ASSET_CHECK_EVALUATION":
            number += 1
            bars[-1].marks[number] = event.says
    for run in runs.values():
        in_order = sorted(run.steps.items(), key=lambda row: _start(row[1]))
        run.steps = dict(in_order)
    return list(runs.values())


def _start(bars: list[Bar]) -> float:
    """When a step started; a step that was planned and never did comes last."""
    return bars[0].start if bars else inf


def draw_runs(events: list[Event], name: str) -> str:
    """Draw runs one below the other, with a row for each step.

    Args:
        events: The events of all runs, as they happened.
        name: The picture's name, which its ids start with.

    Returns:
        A line of HTML: a figure.

    Raises:
        ValueError: The program runs nothing in its own process.
    """
    runs = [run for run in read_runs(events) if any(run.steps.values())]
    if not runs:
        raise ValueError(
            f"{name}: nothing to draw; run an asset in the program, not in "
            "a process of its own, or delete the picture"
        )
    steps = {step for run in runs for step in run.steps}
    left = max(map(measure, steps)) + 16
    bars = [bar for run in runs for each in run.steps.values() for bar in each]
    columns = max(bar.end for bar in bars)
    column = min(_COLUMN, max(_LEAST, (_PHONE - left) // columns))
    parts = []
    top = float(_MARGIN)
    for number, run in enumerate(runs, 1):
        parts.append(
            write(_head(run, number, runs), _MARGIN, top + 16, "note start")
        )
        top += _HEAD
        for step, row in run.steps.items():
            parts.append(write(step, _MARGIN, top + 13, "start"))
            parts += [_draw_bar(bar, left, top, column) for bar in row]
            if not row:
                parts.append(write(_NOT_RUN, left, top + 13, "note start"))
            top += _ROW
    signs = {bar.came_to for bar in bars}.union(
        *(bar.marks.values() for bar in bars)
    )
    legend = [
        f"{sign} {what}" for what, sign in _SIGNS.items() if what in signs
    ]
    for line in (_BY, "   ".join(legend)):
        parts.append(write(line, _MARGIN, top + 16, "note start"))
        top += 18
    width = max(left + columns * column + _MARGIN, measure(_BY) * 0.85)
    size = round(width), round(top + 4)
    return frame(parts, size, name, "Runs", _describe(runs))


def _head(run: Run, number: int, runs: list[Run]) -> str:
    name = f"Run {number}" if len(runs) > 1 else "Run"
    keys = f" of {run.keys}" if run.keys else ""
    return f"{name}{keys} {run.came_to}"


def _draw_bar(bar: Bar, left: float, top: float, column: float) -> str:
    kind = {"succeeded": "marked", "skipped": "external"}.get(
        bar.came_to, "failed"
    )
    x = left + (bar.start - 1) * column
    width = (bar.end - bar.start + 1) * column - 2
    signs = bar.marks | {bar.end: bar.came_to}
    texts = "".join(
        write(
            _SIGNS[sign],
            left + (at - 0.5) * column - 1,
            top + 13,
            "bad" if "failed" in sign else "",
        )
        for at, sign in signs.items()
        if sign in _SIGNS
    )
    return (
        f'<g class="{kind}"><rect x="{x:g}" y="{top:g}" width="{width:g}" '
        f'height="{_BAR}" rx="3"/>{texts}</g>'
    )


def _describe(runs: list[Run]) -> str:
    sentences = []
    for number, run in enumerate(runs, 1):
        steps = [
            f"{step} {', then '.join(_tell(bar) for bar in bars) or _NOT_RUN}"
            for step, bars in run.steps.items()
        ]
        sentences.append(f"{_head(run, number, runs)}: {'; '.join(steps)}.")
    return " ".join(sentences)


def _tell(bar: Bar) -> str:
    """What happened; that a step succeeded goes without saying."""
    done = [*bar.marks.values()]
    if bar.came_to != "succeeded" or not done:
        done.append(bar.came_to)
    return ", ".join(done)

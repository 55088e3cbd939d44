"""Draws what runs did, in the order of their events, as SVG."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from math import inf

import dagster as dg

from tests._harness.draw.events import after_each_event
from tests._harness.draw.svg import MARGIN, frame, outline, width_of, write

_STARTS = ("STEP_START", "STEP_RESTARTED")
_ENDS = {
    "STEP_SUCCESS": "succeeded",
    "STEP_FAILURE": "failed",
    "STEP_UP_FOR_RETRY": "up for retry",
}
_RUN_ENDS = {"PIPELINE_SUCCESS": "succeeded", "PIPELINE_FAILURE": "failed"}
_NOT_RUN = "not run"
_SIGNS = {
    "materialized": "●",
    "check passed": "✓",
    "check failed": "✗",
    "failed": "✗",
    "up for retry": "↻",
    "skipped": "–",
}
_KINDS = {"succeeded": "marked", "skipped": "external"}  # of the style sheet
_NOTE = "not to scale"

_MOST, _LEAST = 18, 12  # the width of an event: room for a sign
_PHONE = 350
_ROW = 26
_BAR = 18
_HEAD = 24


@dataclass
class Bar:
    """A try of a step, with marks at the events between its first and last."""

    start: int
    end: int
    result: str = ""
    marks: dict[int, str] = field(default_factory=dict)


@dataclass
class Run:
    """A run of some partitions: each step has a bar for each try."""

    keys: str = ""
    result: str = ""
    steps: dict[str, list[Bar]] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)  # by their steps

    def rows(self) -> list[tuple[str, list[Bar]]]:
        """The steps as they started; those that never did come last."""
        rows = sorted(
            self.steps.items(),
            key=lambda row: row[1][0].start if row[1] else inf,
        )
        return [(self.checks.get(step, step), bars) for step, bars in rows]


@contextmanager
def record_runs() -> Iterator[dict[str, Run]]:
    """Record the runs in this process, on any instance, as they go on."""
    runs: defaultdict[str, Run] = defaultdict(Run)
    moments = count(1)

    def record(instance: dg.DagsterInstance, entry: dg.EventLogEntry) -> None:
        event = entry.dagster_event
        if event is None:
            return  # a line that the program logs
        run = runs[entry.run_id]
        kind = event.event_type_value
        if kind == "PIPELINE_START":
            started = instance.get_run_by_id(entry.run_id)
            run.keys = name_keys(started.tags) if started else ""
        elif kind in _RUN_ENDS:
            run.result = _RUN_ENDS[kind]
        elif entry.step_key:
            bars = run.steps.setdefault(entry.step_key, [])
            _add_event(bars, event, moments)
            if kind == "ASSET_CHECK_EVALUATION":
                check = event.asset_check_evaluation_data.check_name
                if entry.step_key.endswith(f"_{check}"):
                    run.checks[entry.step_key] = check  # as a reader wrote it

    with after_each_event(record):
        yield runs


def _add_event(
    bars: list[Bar], event: dg.DagsterEvent, moments: Iterator[int]
) -> None:
    """Add what a step reports to its bars, at the next moment."""
    kind = event.event_type_value
    if kind in (*_STARTS, "STEP_SKIPPED"):
        now = next(moments)
        bars.append(Bar(now, now, "" if kind in _STARTS else "skipped"))
    elif kind in _ENDS:
        bars[-1].end, bars[-1].result = next(moments), _ENDS[kind]
    elif kind == "ASSET_MATERIALIZATION":
        bars[-1].marks[next(moments)] = "materialized"
    elif kind == "ASSET_CHECK_EVALUATION":
        passed = event.asset_check_evaluation_data.passed
        mark = "check passed" if passed else "check failed"
        bars[-1].marks[next(moments)] = mark


def name_keys(tags: Mapping[str, str]) -> str:
    """Name the partition of a run, or its first and its last."""
    first = tags.get("dagster/asset_partition_range_start", "")
    last = tags.get("dagster/asset_partition_range_end", "")
    span = f"{first} to {last}" if first else ""
    return tags.get("dagster/partition", span)


def draw_runs(recorded: Iterable[Run], name: str) -> str:
    """Draw runs with a row for each step; if there is none, ValueError."""
    runs = [run for run in recorded if any(run.steps.values())]
    if not runs:
        raise ValueError(
            f"{name}: nothing to draw; run an asset in the program, not in "
            "a process of its own, or delete the picture"
        )
    bars = [bar for run in runs for each in run.steps.values() for bar in each]
    left = max(width_of(step) for run in runs for step, _ in run.rows()) + 16
    moments = max(bar.end for bar in bars)
    scale = min(_MOST, max(_LEAST, (_PHONE - left) // moments))
    parts = []
    top = float(MARGIN)
    for title, run in _title(runs):
        parts.append(write(title, MARGIN, top + 16, "note start"))
        top += _HEAD
        for step, row in run.rows():
            parts.append(write(step, MARGIN, top + 13, "start"))
            parts += [_draw_bar(bar, left, top, scale) for bar in row]
            if not row:
                parts.append(write(_NOT_RUN, left, top + 13, "note start"))
            top += _ROW
    legend = _explain_signs(bars)
    parts.append(write(legend, MARGIN, top + 16, "note start"))
    top += 18
    width = max(left + moments * scale + MARGIN, width_of(legend) * 0.95)
    size = round(width), round(top + 4)
    return frame(parts, size, name, "Runs", _describe(runs))


def _title(runs: list[Run]) -> Iterator[tuple[str, Run]]:
    for number, run in enumerate(runs, 1):
        name = f"Run {number}" if len(runs) > 1 else "Run"
        word = "partitions" if " to " in run.keys else "partition"
        keys = f", {word} {run.keys}" if run.keys else ""
        yield f"{name}{keys}: {run.result}", run


def _explain_signs(bars: list[Bar]) -> str:
    used = {what for bar in bars for what in (bar.result, *bar.marks.values())}
    signs = [f"{sign} {what}" for what, sign in _SIGNS.items() if what in used]
    return "   ".join([*signs, _NOTE])


def _draw_bar(bar: Bar, left: float, top: float, scale: float) -> str:
    signs = bar.marks | {bar.end: bar.result}
    texts = "".join(
        write(
            _SIGNS[sign],
            left + (at - 0.5) * scale - 1,
            top + 13,
            "bad" if "failed" in sign else "",
        )
        for at, sign in signs.items()
        if sign in _SIGNS
    )
    x = left + (bar.start - 1) * scale
    size = (bar.end - bar.start + 1) * scale - 2, _BAR
    return outline(texts, x, top, size, _KINDS.get(bar.result, "failed"))


def _describe(runs: list[Run]) -> str:
    sentences = []
    for title, run in _title(runs):
        steps = [
            f"{step} {', then '.join(map(_report, bars)) or _NOT_RUN}"
            for step, bars in run.rows()
        ]
        sentences.append(f"{title}. {'; '.join(steps)}.")
    return " ".join(sentences)


def _report(bar: Bar) -> str:
    """What happened; success is mentioned only if nothing else is."""
    done = [*bar.marks.values()]
    if bar.result != "succeeded" or not done:
        done.append(bar.result)
    return ", ".join(done)

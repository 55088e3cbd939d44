"""Records what automation conditions did while a program evaluates them."""

import inspect
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unittest import mock

import dagster as dg

from tests._harness.draw.events import after_each_event
from tests._harness.draw.runs import name_keys

_EVENTS = {
    "ASSET_MATERIALIZATION_PLANNED": "started",
    "ASSET_MATERIALIZATION": "materialized",
    "ASSET_OBSERVATION": "observed",
    "ASSET_CHECK_EVALUATION": "checked",
    "STEP_FAILURE": "failed",
}

_SUMS = ("AND", "OR")


@dataclass
class Evaluation:
    """What one evaluation of one asset's condition found."""

    time: datetime | None
    since: list[str]  # what happened since the evaluation before
    parts: dict[str, str]  # what was found of each, by its label
    requested: list[str]


Tables = dict[tuple[int, str], list[Evaluation]]


@contextmanager
def record_ticks() -> Iterator[Tables]:
    """Record each evaluation; one without a cursor begins other tables."""
    tables: defaultdict[tuple[int, str], list[Evaluation]] = defaultdict(list)
    happened: dict[str, str] = {}  # the last of each thing, in order
    beginnings: list[object] = []
    evaluate = dg.evaluate_automation_conditions

    def listen(instance: dg.DagsterInstance, entry: dg.EventLogEntry) -> None:
        event = entry.dagster_event
        if event and (word := _EVENTS.get(event.event_type_value)):
            run = instance.get_run_by_id(entry.run_id)
            keys = event.partition or (name_keys(run.tags) if run else "")
            key = event.asset_key and event.asset_key.to_user_string()
            thing = f"{key or entry.step_key} {keys}".strip()
            happened.pop(thing, None)
            happened[thing] = word

    def evaluate_and_record(*args: Any, **more: Any) -> Any:
        result = evaluate(*args, **more)
        given = inspect.signature(evaluate).bind(*args, **more).arguments
        time = given.get("evaluation_time")
        beginnings.extend([] if given.get("cursor") else [result])
        since = [f"{thing} {word}" for thing, word in happened.items()]
        happened.clear()
        with dg.partition_loading_context(time):
            for each in result.results:
                node = each.serializable_evaluation
                true = node.true_subset.value
                keys = ["requested"] if true is True else _list(true)
                table = len(beginnings), each.key.to_user_string()
                tick = Evaluation(time, since, _read(node), keys)
                tables[table].append(tick)
        return result

    patch = mock.patch.object(
        dg, "evaluate_automation_conditions", evaluate_and_record
    )
    with after_each_event(listen), patch:
        yield tables


def _list(true: Any) -> list[str]:
    """List the keys that were requested, if there are partitions."""
    return sorted(true.get_partition_keys()) if true else []


def _read(root: Any) -> dict[str, str]:
    """Read what was found of each part; a second of one name gets a number."""
    found: dict[str, str] = {}
    for label, mark in _read_parts(root, is_root=True):
        number = sum(each.split()[0] == label for each in found) + 1
        found[label if number == 1 else f"{label} {number}"] = mark
    return found


def _read_parts(
    node: Any, *, is_root: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield each part that has a name, as Dagster evaluated it.

    Without a label, AND and OR are told by their parts; `SINCE` remembers,
    so it is told after its own.
    """
    snapshot, children = node.condition_snapshot, node.child_evaluations
    label = _name(snapshot)
    is_plain = is_root or not snapshot.label
    if snapshot.name == "NOT" and is_plain:
        label = f"~{_name(children[0].condition_snapshot)}"
    elif snapshot.name == "SINCE" or (snapshot.name in _SUMS and is_plain):
        for child in children:
            yield from _read_parts(child)
        if snapshot.name != "SINCE":
            return
    yield label, _mark(node)


def _name(snapshot: Any) -> str:
    """The label of a part, or its name, without what it is called with."""
    name: str = snapshot.label or snapshot.name
    return name.partition("(")[0]


def _mark(node: Any) -> str:
    """Say whether a part was true, or of how many partitions."""
    if getattr(node.candidate_subset, "is_empty", False):
        return ""
    true = node.true_subset
    if true.is_empty:
        return "–"
    return "✓" if true.value is True else str(true.size)

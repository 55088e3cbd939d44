"""Draws the picture beside a program; its name holds its kind."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg

from tests._harness.draw.assets import draw_graph
from tests._harness.draw.conditions import record_ticks
from tests._harness.draw.features import draw_feature_graph
from tests._harness.draw.partitions import draw_partitions
from tests._harness.draw.runs import draw_runs, record_runs
from tests._harness.draw.ticks import draw_ticks
from tests._harness.run.isolation import isolated
from tests._harness.run.outputs import Fault
from tests._harness.run.program import locate


def draw_picture(picture: Path, folder: Path) -> str:
    """Draw `x.svg`, `x.partitions.svg` and their like from `x.py`, as HTML.

    The program may write to the folder. Without such a kind, and if the program
    fails or defines nothing of this kind, Fault is raised.
    """
    stem, _, kind = picture.stem.partition(".")
    program = picture.with_name(f"{stem}.py")
    if kind not in KINDS:
        kinds = ", ".join(f"{stem}.{each}.svg" for each in KINDS if each)
        summary = f"no such kind of picture; name it {stem}.svg or {kinds}"
        raise Fault(f"{picture}:1: {summary}", summary)
    try:
        with isolated(program, folder):
            return KINDS[kind](program, picture.stem.replace(".", "-"))
    except Exception as error:
        message = locate(program, error)
        raise Fault(message, message.partition("\n")[0]) from error


def _load(program: Path, name: str = "snippet") -> dict[str, Any]:
    return runpy.run_path(str(program), run_name=name)


def _draw_graph(program: Path, name: str) -> str:
    return draw_graph(_load(program).get("defs", dg.Definitions()), name)


def _draw_features(program: Path, name: str) -> str:
    import metaxy as mx  # takes seconds

    _load(program)
    return draw_feature_graph(mx.current_graph(), name)


def _draw_partitions(program: Path, name: str) -> str:
    assets = [
        value
        for value in _load(program).values()
        if isinstance(value, dg.AssetsDefinition | dg.AssetSpec)
    ]
    return draw_partitions(dg.Definitions(assets=assets), name)


def _draw_runs(program: Path, name: str) -> str:
    with record_runs() as runs:
        _load(program, "__main__")
    return draw_runs(runs.values(), name)


def _draw_ticks(program: Path, name: str) -> str:
    with record_ticks() as tables:
        _load(program, "__main__")
    return draw_ticks(tables, name)


KINDS: dict[str, Callable[[Path, str], str]] = {
    "": _draw_graph,
    "features": _draw_features,
    "partitions": _draw_partitions,
    "run": _draw_runs,
    "ticks": _draw_ticks,
}

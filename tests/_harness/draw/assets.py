"""Draws the assets of a `dg.Definitions` and what they depend on, as SVG."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import dagster as dg

from tests._harness.draw.svg import Box, Edge, describe_needs, draw


def draw_graph(defs: dg.Definitions, name: str) -> str:
    """Draw definitions as a line of HTML; a description holds the same."""
    graph = defs.resolve_asset_graph()
    keys = sorted(graph.get_all_asset_keys())
    nodes = [graph.get(key) for key in keys]
    starters = _find_starters(defs)
    boxes = [
        Box(
            "/".join(node.key.path),
            " · ".join(_find_notes(node, starters[node.key])),
            node.is_external,
        )
        for node in nodes
    ]
    edges = [
        Edge(keys.index(parent), index)
        for index, node in enumerate(nodes)
        for parent in sorted(node.parent_keys)
    ]
    sentences = [
        describe_needs(
            f"{box.name} ({box.note})" if box.note else box.name,
            [boxes[edge.parent].name for edge in edges if edge.child == index],
        )
        for index, box in enumerate(boxes)
    ]
    return draw(boxes, edges, name, "Asset graph", sentences)


def _find_notes(node: Any, starters: list[str]) -> Iterator[str]:
    """Yield what is worth knowing about an asset, a node of Dagster's graph."""
    if node.group_name not in (None, "default"):
        yield f"group {node.group_name}"
    yield from sorted(node.kinds)
    if node.partitions_def:
        name = type(node.partitions_def).__name__
        name = name.removesuffix("PartitionsDefinition").lower()
        yield f"{name} partitions"
    if count := len(node.check_keys):
        yield "1 check" if count == 1 else f"{count} checks"
    if node.automation_condition:
        yield node.automation_condition.get_label() or "automated"
    yield from starters
    if node.is_external:
        yield "external"


def _find_starters(defs: dg.Definitions) -> dict[dg.AssetKey, list[str]]:
    """Find what starts runs of each asset, and which sensors watch it."""
    repository = defs.get_repository_def()
    jobs = [
        (f"schedule {s.name}", s.job_name) for s in repository.schedule_defs
    ]
    found: defaultdict[dg.AssetKey, list[str]] = defaultdict(list)
    for sensor in repository.sensor_defs:
        if isinstance(sensor, dg.AssetSensorDefinition):
            found[sensor.asset_key].append(f"watched by {sensor.name}")
        for target in sensor.targets:
            jobs.append((f"sensor {sensor.name}", target.job_name))
    for starter, job in jobs:
        for key in repository.get_job(job).asset_layer.selected_asset_keys:
            found[key].append(starter)
    return found

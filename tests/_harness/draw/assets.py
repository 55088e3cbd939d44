"""Draws the assets of a `dg.Definitions` and what they depend on, as SVG."""

from collections import defaultdict

import dagster as dg

from tests._harness.draw.svg import Box, Edge, draw


def draw_graph(defs: dg.Definitions, name: str) -> str:
    """Draw definitions as a figure that follows the page's palette.

    Args:
        defs: The definitions.
        name: The picture's name, which its ids start with.

    Returns:
        A line of HTML: the SVG with a title and a description for those who
        do not see it.

    Raises:
        DagsterInvalidDefinitionError: The definitions do not load.
    """
    boxes, edges = _read(defs)
    return draw(boxes, edges, name, "Asset graph", _describe(boxes, edges))


def _read(defs: dg.Definitions) -> tuple[list[Box], list[Edge]]:
    graph = defs.resolve_asset_graph()
    keys = sorted(graph.get_all_asset_keys())
    nodes = [graph.get(key) for key in keys]
    starters = _find_starters(defs)
    boxes = []
    for node in nodes:
        notes = sorted(node.kinds)
        if node.group_name not in (None, "default"):
            notes.insert(0, f"group {node.group_name}")
        if node.partitions_def:
            notes.append(_name_partitions(node.partitions_def))
        if node.check_keys:
            count = len(node.check_keys)
            notes.append("1 check" if count == 1 else f"{count} checks")
        if node.automation_condition:
            label = node.automation_condition.get_label()
            notes.append(label or "automated")
        notes += starters[node.key]
        if node.is_external:
            notes.append("external")
        boxes.append(
            Box("/".join(node.key.path), " · ".join(notes), node.is_external)
        )
    edges = [
        Edge(keys.index(parent), index)
        for index, node in enumerate(nodes)
        for parent in sorted(node.parent_keys)
    ]
    return boxes, edges


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


def _name_partitions(partitions: dg.PartitionsDefinition[str]) -> str:
    name = type(partitions).__name__.removesuffix("PartitionsDefinition")
    return f"{name.lower()} partitions"


def _describe(boxes: list[Box], edges: list[Edge]) -> str:
    sentences = []
    for index, box in enumerate(boxes):
        note = f" ({box.note})" if box.note else ""
        parents = [boxes[e.parent].name for e in edges if e.child == index]
        needs = f" depends on {' and '.join(parents)}" if parents else ""
        sentences.append(f"{box.name}{note}{needs}.")
    return " ".join(sentences)
